import { startSimulator, type Simulator } from '../simulator.ts';
import { TestClient } from '../testing/test-client.ts';

const OWNER = '33600000001';
const CONTACT = '33611111111';

describe('the control surface over HTTP', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({ controlPort: 0, deliveryMs: 5, readMs: 5 });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${simulator.controlUrl}/admin/${path}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    // Every answer of this surface is a JSON object.
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('does all a test needs: scan, contact, messages, reply, fault, idle, reset', async () => {
    const client = new TestClient(simulator).connect();
    expect(await call('POST', 'scan', { qr: await client.qr(), phone: OWNER })).toEqual({
      status: 200,
      body: { device: 1 },
    });
    await client.closed();
    await client.reconnect();
    expect((await call('POST', 'contact', { phone: CONTACT, name: 'Awa', readMs: null })).body).toMatchObject({
      name: 'Awa',
      readMs: null,
    });
    const id = await client.send(CONTACT, 'hello');
    expect((await call('POST', 'idle', {})).body).toEqual({ idle: true });
    expect((await call('GET', `messages?to=${CONTACT}&account=%2B${OWNER}`)).body).toMatchObject({
      messages: [{ id, text: 'hello', shown: true }],
    });
    expect(
      (await call('GET', `messages?since=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString())}`)).body,
    ).toEqual({ messages: [] });
    expect((await call('GET', 'duplicates')).body).toEqual({ repeatedIds: [], repeatedTexts: [] });
    expect((await call('GET', `contact?phone=${CONTACT}`)).body).toMatchObject({ inbox: [{ text: 'hello' }] });
    await call('POST', 'reply', { from: CONTACT, account: OWNER, text: 'STOP' });
    expect((await client.incoming('STOP')).message.pushName).toBe('Awa');
    expect((await call('POST', 'fault', { kind: 'drop', account: OWNER })).body).toEqual({ triggered: 1 });
    expect((await client.closed()).code).toBe(428);
    expect((await call('GET', 'state')).body).toMatchObject({
      accounts: [{ phone: OWNER }],
      messages: { received: 1, shown: 1 },
      ownErrors: [],
    });
    expect((await call('POST', 'reset')).status).toBe(200);
    expect((await call('GET', 'messages')).body).toEqual({ messages: [] });
    await client.end();
  });

  it.each([
    ['POST', 'scan', { phone: OWNER }, 'qr'],
    ['POST', 'scan', { qr: 'x', phone: '12' }, 'phone'],
    ['POST', 'contact', { phone: CONTACT, nmae: 'Awa' }, 'nmae'],
    ['POST', 'contact', { phone: CONTACT, devices: 9 }, 'devices'],
    ['POST', 'contact', { phone: CONTACT, autoReplies: [{ when: 'x' }] }, 'autoReplies.0'],
    ['POST', 'reply', { from: CONTACT, account: '33699999999', text: 'hi' }, 'account'],
    ['POST', 'fault', { kind: 'earthquake' }, 'kind'],
    ['POST', 'fault', { kind: 'slow-login' }, 'ms'],
    ['POST', 'fault', { kind: 'drop', ms: 5 }, 'ms'],
    ['POST', 'options', { latencyMs: -1 }, 'latencyMs'],
    ['POST', 'fault', { kind: 'slow-handshake', ms: 5, account: OWNER }, 'account'],
    ['POST', 'receipt', { id: 'unknown', type: 'read' }, 'id'],
    ['POST', 'idle', 'no json', 'body'],
    ['POST', 'idle', [1], 'body'],
    ['GET', 'contact?phone=abc', undefined, 'phone'],
    ['GET', 'messages?since=yesterday', undefined, 'since'],
  ])('%s %s with %j is refused and names %s', async (method, path, body, field) => {
    const answer = await call(method, path, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { field, message: expect.any(String) } } });
  });

  it('answers 404 to what it does not know, and has no control on the port of the WebSocket', async () => {
    expect(await call('POST', 'nothing')).toMatchObject({ status: 404, body: { error: { field: 'path' } } });
    const other = await fetch(`${simulator.wsUrl.replace('ws:', 'http:')}/../../admin/state`);
    expect(other.status).toBe(404);
  });

  it('does not close the listener that it is reached by', async () => {
    const shared = await startSimulator();
    const response = await fetch(`${shared.controlUrl}/admin/fault`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'refuse-connections', mode: 'refused' }),
    });
    expect(await response.json()).toMatchObject({ error: { field: 'mode' } });
    await shared.stop();
  });

  it('says which faults stand, how often they triggered, and clears them by kind', async () => {
    await call('POST', 'fault', { kind: 'ack-none', count: 2 });
    await call('POST', 'fault', { kind: 'slow-login', ms: 5 });
    expect((await call('GET', 'state')).body['faults']).toMatchObject([
      { fault: { kind: 'ack-none' }, triggered: 0, left: 2 },
      { fault: { kind: 'slow-login' } },
    ]);
    expect((await call('POST', 'clear-faults', { kind: 'ack-none' })).body).toEqual({ cleared: 1 });
    expect((await call('POST', 'clear-faults')).body).toEqual({ cleared: 1 });
  });
});
