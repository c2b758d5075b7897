import { startSimulator, type Simulator } from '../simulator.ts';
import { TestClient } from '../testing/test-client.ts';
import { until } from '../testing/until.ts';

const OWNER = '33600000001';
const CONTACT = '33611111111';

describe('a contact that cannot decrypt', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeAll(async () => {
    simulator = await startSimulator({ deliveryMs: 5, readMs: null });
    client = await new TestClient(simulator).pair(OWNER);
  });

  afterEach(async () => {
    expect(simulator.state().ownErrors).toEqual([]);
    await simulator.reset();
  });

  afterAll(async () => {
    await client.end();
    await simulator.stop();
  });

  it('asks again and sees the message once; the resend is no duplicate', async () => {
    simulator.failDecrypt({ phone: CONTACT, count: 1 });
    const id = await client.send(CONTACT, 'unreadable at first');
    await client.status(id, 3);
    expect(simulator.messages({ id }).map(({ shown, retryResend }) => ({ shown, retryResend }))).toEqual([
      { shown: false, retryResend: false },
      { shown: true, retryResend: true },
    ]);
    expect(simulator.contactInbox(CONTACT)).toHaveLength(1);
    expect(simulator.duplicates()).toEqual({ repeatedIds: [], repeatedTexts: [] });
  });

  it('explains one resend with one request: a second one of the same id is a duplicate', async () => {
    simulator.failDecrypt({ phone: CONTACT, count: 1 });
    const id = await client.send(CONTACT, 'asked for once');
    await client.status(id, 3);
    await client.send(CONTACT, 'asked for once', id);
    await until('the third stanza', () => simulator.messages({ id }).length === 3);
    expect(simulator.messages({ id }).map((entry) => entry.retryResend)).toEqual([false, true, false]);
    expect(simulator.duplicates().repeatedIds).toMatchObject([{ id, times: 2 }]);
  });

  it('hands over keys the second time it asks', async () => {
    simulator.failDecrypt({ phone: CONTACT, count: 2 });
    const id = await client.send(CONTACT, 'unreadable twice');
    await client.status(id, 3);
    expect(simulator.messages({ id }).map((entry) => entry.shown)).toEqual([false, false, true]);
  });

  it('has other keys after the app was installed anew, and still sees what is sent', async () => {
    const before = await client.send(CONTACT, 'to the old phone');
    await client.status(before, 3);
    simulator.resetContact({ phone: CONTACT });
    const after = await client.send(CONTACT, 'to the new phone');
    await client.status(after, 3);
    expect(simulator.messages({ id: after }).map((entry) => entry.shown)).toEqual([false, true]);
    simulator.reply({ from: CONTACT, account: OWNER, text: 'got it' });
    await client.incoming('got it');
  });
});
