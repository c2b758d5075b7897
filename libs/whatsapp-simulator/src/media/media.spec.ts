import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { startSimulator, type Simulator } from '../simulator.ts';
import { TestClient } from '../testing/test-client.ts';
import { until } from '../testing/until.ts';

const OWNER = '33600000001';
const CONTACT = '33611111111';
const PICTURE = Buffer.from('not really a picture, but nobody looks');

describe('files', () => {
  let simulator: Simulator;
  let client: TestClient;
  let agent: Agent;

  beforeAll(async () => {
    simulator = await startSimulator({ deliveryMs: 5 });
    agent = new Agent({ ca: readFileSync(simulator.mediaCaFile) });
    client = await new TestClient(simulator, { fetchAgent: agent }).pair(OWNER);
  });

  afterEach(async () => {
    expect(simulator.state().ownErrors).toEqual([]);
    await simulator.reset();
  });

  afterAll(async () => {
    agent.destroy();
    await client.end();
    await simulator.stop();
  });

  const sendDocument = (caption: string) =>
    client.sock.sendMessage(`${CONTACT}@s.whatsapp.net`, {
      document: PICTURE,
      mimetype: 'application/pdf',
      fileName: 'offer.pdf',
      caption,
    });

  const imageWith = (caption: string) =>
    client.upserts
      .flatMap(({ messages }) => messages)
      .map((each) => each.message?.imageMessage)
      .find((each) => each?.caption === caption);

  it('are uploaded over https and arrive intact', async () => {
    const sent = await sendDocument('our offer');
    await client.status(sent?.key.id ?? '', 3);
    expect(simulator.messages()).toMatchObject([
      { type: 'media', text: 'our offer', media: { kind: 'document', uploaded: true, intact: true }, shown: true },
    ]);
    expect(simulator.contactInbox(CONTACT)).toMatchObject([{ media: 'document', text: 'our offer' }]);
  });

  it('that cannot be uploaded make the send fail, and nothing is sent', async () => {
    simulator.fault({ kind: 'media-error', status: 503, account: OWNER });
    await expect(sendDocument('never')).rejects.toThrow('Media upload failed on all hosts');
    expect(simulator.messages()).toEqual([]);
  });

  it('of contacts can be downloaded where the message says', async () => {
    simulator.reply({
      from: CONTACT,
      account: OWNER,
      text: 'look',
      file: { kind: 'image', base64: PICTURE.toString('base64') },
    });
    const image = await until('the image message', () => imageWith('look'));
    const status = await new Promise((resolve) =>
      get(image.url ?? '', { agent }, (response) => resolve(response.resume().statusCode)),
    );
    expect(status).toBe(200);
    expect(Number(image.fileLength)).toBe(PICTURE.length);
  });

  it('are not served to a client that does not trust the CA of the simulator', async () => {
    simulator.reply({
      from: CONTACT,
      account: OWNER,
      text: 'secret',
      file: { kind: 'image', base64: PICTURE.toString('base64') },
    });
    const image = await until('the image message', () => imageWith('secret'));
    const refusal = await new Promise<{ code?: string }>((resolve) =>
      get(image.url ?? '', () => resolve({})).on('error', resolve),
    );
    expect(refusal.code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });
});
