import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Boom } from '@hapi/boom';
import { ownerId } from '@relance/kernel';
import { BoundedCache } from './bounded-cache.ts';
import { ClientVersion } from './socket/client-version.ts';
import { closeFacts } from './connection/close-facts.ts';
import { pairingRefusalOf } from './connection/pairing-refusal.ts';
import { receiptOf } from './receiving/receipts.ts';
import { redactingLogger } from './socket/redacting-logger.ts';
import { silenceLibsignal } from './socket/silence-libsignal.ts';

const OWNER = ownerId('owner-1');
const known = { phase: 'connecting', paired: true, newLogin: false } as const;

describe('the facts of a close', () => {
  it('find the socket error inside one that holds several, and inside Baileys’ own', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:1'), { code: 'ECONNREFUSED' });
    const both = Object.assign(new AggregateError([refused, refused]), { code: undefined });
    for (const data of [refused, both]) {
      const error = new Boom('WebSocket Error ()', { statusCode: 408, data });
      expect(closeFacts(error, known)).toMatchObject({ code: 408, socketError: 'ECONNREFUSED' });
    }
  });

  it('read the end of a temporary ban, in seconds from now or of the clock, and of nothing else', () => {
    const ends = (expire: string, statusCode = 402) =>
      closeFacts(new Boom('Connection Failure', { statusCode, data: { reason: '402', expire } }), known)
        .restrictedUntil;
    expect(ends('3600')?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(ends('2000000000')).toEqual(new Date(2_000_000_000_000));
    expect(ends('0')).toBeNull();
    expect(ends('3600', 403)).toBeNull();
  });

  it('have no code when there was none', () => {
    expect(closeFacts(undefined, known)).toMatchObject({ code: null, socketError: null, message: 'Connection ended' });
  });
});

describe('a refused pairing', () => {
  const iq = (attrs: Record<string, string>) => ({ content: [{ tag: 'error', attrs }] });
  it.each([
    [iq({ code: '403', text: 'passkey-required' }), 'PASSKEY_REQUIRED'],
    [iq({ code: '400', text: 'bad-request' }), 'BROWSER_NAME'],
    [iq({ code: '405', text: 'client-too-old' }), 'VERSION_TOO_OLD'],
    [iq({ code: '410' }), 'EXPIRED'],
    [iq({ code: '500' }), 'REFUSED'],
    [iq({ code: '403', text: 'forbidden' }), 'REFUSED'],
    [iq({ code: '428', text: 'precondition-required' }), 'REFUSED'],
    [iq({ code: '400', text: 'invalid phone number' }), 'REFUSED'],
    [iq({ code: '408', text: 'request-timeout' }), 'EXPIRED'],
    [iq({ code: '429', text: 'rate-overlimit' }), 'TOO_MANY'],
    [iq({ code: '429' }), 'TOO_MANY'],
    [iq({ code: '503', text: 'too-many-attempts' }), 'TOO_MANY'],
    [{}, 'REFUSED'],
  ] as const)('10.6.1 %j is %s', (node, reason) => {
    expect(pairingRefusalOf(node)).toBe(reason);
  });
});

describe('receipts', () => {
  it.each([
    [0, 'refused'],
    [2, 'sent'],
    [3, 'delivered'],
    [4, 'read'],
    [5, 'read'],
  ])('status %i is %s', (status, kind) => {
    const update = { key: { fromMe: true, id: 'X' }, update: { status, messageStubParameters: ['479'] } };
    expect(receiptOf(OWNER, update as never)).toMatchObject({ kind, code: kind === 'refused' ? 479 : null });
  });
  it('of others’ messages, or without a status, are none', () => {
    expect(receiptOf(OWNER, { key: { fromMe: false, id: 'X' }, update: { status: 3 } } as never)).toBeNull();
    expect(receiptOf(OWNER, { key: { fromMe: true, id: 'X' }, update: {} } as never)).toBeNull();
    expect(receiptOf(OWNER, { key: { fromMe: true, id: 'X' }, update: { status: 1 } } as never)).toBeNull();
  });
});

describe('what must not be seen', () => {
  it('libsignal’s words are dropped, others pass', () => {
    const said: unknown[][] = [];
    const write = (...parts: unknown[]) => void said.push(parts);
    const target = { log: write, info: write, warn: write, error: write };
    silenceLibsignal(target);
    silenceLibsignal(target);
    target.info('Closing session:', { privKey: 'secret' });
    target.error('Session error:Error: Bad MAC', 'stack');
    target.warn('Closing open session in favor of incoming prekey bundle');
    target.info('hello');
    expect(said).toEqual([['hello']]);
  });

  it('Baileys’ fields are dropped, its sentence and the error’s name stay', () => {
    const lines: unknown[] = [];
    const log = { warn: (...parts: unknown[]) => void lines.push(parts), error: () => undefined };
    const logger = redactingLogger(log, 'owner-1').child({ jid: '33611111111' });
    logger.error({ err: new TypeError('33611111111 privKey'), node: 'secret' }, 'it failed');
    logger.info({ key: 'secret' }, 'quiet');
    expect(lines).toEqual([[{ ownerId: 'owner-1', from: 'baileys', level: 'error', error: 'TypeError' }, 'it failed']]);
  });
});

describe('a cache that outlives sockets', () => {
  it('keeps the newest, and each no longer than its time', () => {
    const cache = new BoundedCache(2, 1_000);
    for (const key of ['a', 'b', 'c']) cache.set(key, key);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([undefined, 'b', 'c']);
    const expired = new BoundedCache(2, -1);
    expired.set('a', 1);
    expect(expired.get('a')).toBeUndefined();
  });
});

describe('the client’s version', () => {
  it('rises when the site beside the server names a newer one, and is asked for once in a while', async () => {
    let asked = 0;
    const site = createServer((request, response) => {
      asked += request.url === '/sw.js' ? 1 : 0;
      response.end('{"client_revision":1999999999}');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const version = new ClientVersion(`ws://127.0.0.1:${(site.address() as AddressInfo).port}/ws/chat`);
    const [, , before] = version.current();
    const answers = await Promise.all([version.refresh(), version.refresh(), version.refresh()]);
    expect(answers).toEqual([true, true, true]);
    expect(asked).toBe(1);
    expect(version.current()[2]).toBe(1_999_999_999);
    expect(before).toBeLessThan(1_999_999_999);
    await new Promise((resolve) => site.close(resolve));
  });

  it('stays when the site is away', async () => {
    const version = new ClientVersion('ws://127.0.0.1:1/ws/chat');
    const before = version.current();
    expect(await version.refresh()).toBe(false);
    expect(version.current()).toEqual(before);
  });
});
