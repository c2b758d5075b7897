import { ownerId } from '@relance/kernel';
import { CREDENTIAL_STORE, type CredentialStore } from '@relance/whatsapp-session-domain';
import { vi } from 'vitest';
import { REAL_TIMES } from '../session-times.ts';
import { until } from '../testing/event-stream.ts';
import { link } from '../testing/link.ts';
import { type SessionClient } from '../testing/session-client.ts';
import { startSessionTestEnv, type SessionTestEnv, type SessionProcess } from '../testing/session.test-env.ts';

type Member = { readonly client: SessionClient; readonly phone: string; readonly owner: string };

describe('the outage detector over two processes, of which neither holds enough sessions to see it alone', () => {
  let testEnv: SessionTestEnv;
  let phones = 0;
  // A database of its own for each: an event of the test before is remembered for the length of a window.
  beforeEach(async () => {
    testEnv = await startSessionTestEnv('fleet');
  }, 60_000);
  afterEach(() => testEnv.stop(), 30_000);

  async function linked(process: SessionProcess, owner: string): Promise<Member> {
    phones += 1;
    const phone = `23769950${String(phones).padStart(4, '0')}`;
    const client = await process.client(owner);
    await link(testEnv.simulator, client, phone);
    return { client, phone, owner };
  }
  const alerts = (...processes: SessionProcess[]) =>
    processes.flatMap(({ lines }) => lines.filter((line) => line.includes('"event":"session.outage"')));
  const leave = (members: Member[]) => Promise.all(members.map(({ client }) => client.disconnect()));

  it('deletes the credentials at once where too few sessions are open for an event', async () => {
    const a = await testEnv.start();
    const one = await linked(a, 'fleet-few');
    const credentialStore = a.app.get<CredentialStore>(CREDENTIAL_STORE);
    await testEnv.simulator.fault({ kind: 'login-failure', reason: 503, account: one.phone });
    await testEnv.simulator.fault({ kind: 'drop', account: one.phone });
    await one.client.untilState('expired');
    // The state is stored first, so that a crash between the two is finished by whoever takes the session over.
    await vi.waitFor(async () => expect(await credentialStore.peek(ownerId(one.owner))).toBe('none'), {
      timeout: REAL_TIMES.outageWindowMs / 6,
    });
  }, 60_000);

  it('deletes the credentials of a last strike when its minute is over and nothing else fell', async () => {
    const timing = { times: { ...REAL_TIMES, outageWindowMs: 1_500, burstMs: 50 } };
    const [a, b] = [await testEnv.start({}, timing), await testEnv.start({}, timing)];
    const alone = await linked(a, 'fleet-alone');
    const others = [await linked(a, 'fleet-c'), await linked(b, 'fleet-d'), await linked(b, 'fleet-e')];
    const credentialStore = a.app.get<CredentialStore>(CREDENTIAL_STORE);
    const kept: string[] = [];
    const look = () => void credentialStore.peek(ownerId(alone.owner)).then((state) => kept.push(state));
    await testEnv.simulator.fault({ kind: 'login-failure', reason: 503, account: alone.phone });
    await testEnv.simulator.fault({ kind: 'drop', account: alone.phone });
    expect(await alone.client.untilState('expired')).toMatchObject({ connectionFailureCount: 3 });
    await until('the credentials to be gone', () => (look(), kept.at(-1) === 'none'));
    expect(kept[0]).toBe('registered');
    expect(await alone.client.status()).toMatchObject({ sessionState: 'expired', connectionFailureCount: 3 });
    expect(alerts(a, b)).toEqual([]);
    await leave(others);
  }, 180_000);

  it('takes back every strike of the event, also a last one that had expired a session: no scan is needed', async () => {
    const [a, b] = [await testEnv.start(), await testEnv.start()];
    const struck = await linked(a, 'fleet-struck');
    const others = [await linked(a, 'fleet-a'), await linked(b, 'fleet-b1'), await linked(b, 'fleet-b2')];
    await testEnv.simulator.fault({ kind: 'login-failure', reason: 503, account: struck.phone });
    await testEnv.simulator.fault({ kind: 'drop', account: struck.phone });
    expect(await struck.client.untilState('expired')).toMatchObject({ connectionFailureCount: 3, requiresQr: true });
    await testEnv.simulator.fault({ kind: 'slow-login', ms: 1_500 });
    for (const { phone } of others) await testEnv.simulator.fault({ kind: 'drop', account: phone });
    const back = await struck.client.until(({ canReconnectWithoutQr }) => canReconnectWithoutQr);
    expect(back.connectionFailureCount).toBe(0);
    for (const { client } of others) await client.until((view) => view.lastDisconnect?.code === 428);
    expect(alerts(a, b)).toHaveLength(1);
    await testEnv.simulator.clearFaults();
    for (const { client } of [struck, ...others]) {
      await client.untilState('connected', 60_000);
      expect(await client.status()).toMatchObject({ connectionFailureCount: 0 });
    }
    await leave([struck, ...others]);
  }, 180_000);

  it('outlasts WhatsApp being away for many times its minute: nobody gets a strike, nobody scans', async () => {
    // Longer than an attempt takes on a busy machine: an attempt that ends after the window would be the first of the next event.
    const outageWindowMs = 5_000;
    const times = { ...REAL_TIMES, outageWindowMs, burstMs: 50, longestNetworkWaitMs: 300 };
    const a = await testEnv.start({}, { times });
    const members = [await linked(a, 'fleet-x'), await linked(a, 'fleet-y'), await linked(a, 'fleet-z')];
    await testEnv.simulator.fault({ kind: 'login-failure', reason: 503 });
    const askedAt = Date.now();
    for (const { phone } of members) await testEnv.simulator.fault({ kind: 'drop', account: phone });
    const failed = () => a.lines.filter((line) => line.includes('"phase":"connecting"')).length;
    await until('attempts over four windows', () => Date.now() - askedAt > 4 * outageWindowMs && failed() > 12, 90_000);
    for (const { client } of members) {
      expect(await client.status()).toMatchObject({ connectionFailureCount: 0, canReconnectWithoutQr: true });
    }
    await testEnv.simulator.clearFaults();
    for (const { client } of members) await client.untilState('connected', 30_000);
    expect(alerts(a)).toHaveLength(1);
    await leave(members);
  }, 240_000);
});
