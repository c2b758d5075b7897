import { ownerId } from '@relance/kernel';
import { type InboundMessage } from '@relance/messaging';
import { CREDENTIAL_STORE, type CredentialStore } from '@relance/whatsapp-session-domain';
import { until } from '../testing/event-stream.ts';
import { link } from '../testing/link.ts';
import { startSessionTestEnv, type SessionTestEnv, type SessionProcess } from '../testing/session.test-env.ts';

/** What this story needs of the database's connection (Mongoose's, under Nest's own name for it). */
type Database = {
  readonly db: {
    collections(): Promise<{ readonly collectionName: string; find(): { toArray(): Promise<unknown[]> } }[]>;
  };
};
const OWNER = ownerId('owner-secret');
const PHONE = '237699870001';
const CODED = '237699870002';
const CONTACT = '33655998877';
const SENT = 'a word to nobody else';
const HEARD = 'an answer to nobody else';

describe('what is kept and what is logged', () => {
  let testEnv: SessionTestEnv;
  let product: SessionProcess;
  const inbound: InboundMessage[] = [];

  beforeAll(async () => {
    testEnv = await startSessionTestEnv('secrets');
    product = await testEnv.start();
    product.messenger.onInbound(async (message) => void inbound.push(message));
  }, 60_000);
  afterAll(() => testEnv.stop(), 30_000);

  /** Every value of every document: texts as they are, bytes as they are and in the spellings that people search for. */
  async function dump(): Promise<string> {
    const { db } = product.app.get<Database>('DatabaseConnection');
    const parts: string[] = [];
    for (const collection of await db.collections()) {
      for (const document of await collection.find().toArray()) collect(document, parts);
    }
    return parts.join('\n');
  }

  it('shows no phone number, text, QR or credential, neither in the database nor in the log', async () => {
    const client = await product.client(OWNER);
    await link(testEnv.simulator, client, PHONE);
    await until('ready', () => product.messenger.sender(OWNER)?.availability === 'ready');
    const message = { waMessageId: '3EB00000000000000A01', phone: `+${CONTACT}`, text: SENT };
    expect((await product.messenger.send(OWNER, message)).kind).toBe('accepted');
    await testEnv.simulator.reply({ from: CONTACT, account: PHONE, text: HEARD });
    await until('the reply', () => inbound.find(({ text }) => text === HEARD));
    const waiting = await product.client('owner-waiting');
    const { qrText } = await waiting.connect();
    const coded = await product.client('owner-coded');
    const body = { method: 'pairing_code', phoneNumber: `+${CODED}` };
    const { pairingCode } = await coded.connect(body);
    await testEnv.simulator.fault({ kind: 'drop', account: PHONE });
    await client.until(({ lastDisconnect }) => lastDisconnect?.code === 428);
    await client.untilState('connected');

    const stored = await dump();
    const credentialStore = product.app.get<CredentialStore>(CREDENTIAL_STORE);
    const credentials = await credentialStore.open(OWNER, Number.MAX_SAFE_INTEGER);
    const secrets = secretsOf((await credentials.readCredentials()) ?? '');
    expect(secrets.length).toBeGreaterThan(8);
    expect(await credentials.readOutgoing(message.waMessageId)).toContain(SENT);

    const log = product.lines.join('\n');
    expect(stored.length).toBeGreaterThan(100_000);
    expect(log).toContain('session.closed');
    const people = [PHONE, CODED, CONTACT, SENT, HEARD, qrText ?? '', pairingCode ?? ''];
    expect(people.every((value) => value.length > 0)).toBe(true);
    const wanted = [...people, ...secrets];
    expect(wanted.filter((value) => stored.includes(value))).toEqual([]);
    expect(wanted.filter((value) => log.includes(value))).toEqual([]);
  }, 120_000);
});

function collect(value: unknown, parts: string[]): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') return void parts.push(String(value));
  const bytes = value instanceof Uint8Array ? value : (value as { buffer?: unknown }).buffer;
  if (bytes instanceof Uint8Array) {
    const buffer = Buffer.from(bytes);
    parts.push(buffer.toString('latin1'), buffer.toString('base64'), buffer.toString('hex'));
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    parts.push(name);
    collect(inner, parts);
  }
}

/** Keys inside the credentials, as text, as bytes and as hexadecimal digits. */
function secretsOf(credentials: string): string[] {
  const found = [...credentials.matchAll(/"((?:[A-Za-z0-9+/]{4}){8,}(?:[A-Za-z0-9+/]{2,3}=?=?)?)"/g)].map(
    (match) => match[1] ?? '',
  );
  return found.flatMap((text) => {
    const bytes = Buffer.from(text, 'base64');
    return [text, bytes.toString('latin1'), bytes.toString('hex')];
  });
}
