import { randomBytes } from 'node:crypto';
import { vi } from 'vitest';
import { ownerId } from '@relance/kernel';
import { StaleLeaseError } from '@relance/whatsapp-session-domain';
import { pino } from 'pino';
import { CREDENTIALS, OUTGOING, SIGNAL_KEYS } from './collections.ts';
import { MasterKeyRing } from './encryption/master-key-ring.ts';
import { KeyRotation } from './key-rotation.ts';
import { aMasterKey, startStoreTestEnv, type StoreTestEnv } from './testing/store.test-env.ts';

const SECRET = 'the-noise-key-of-this-device';
const PHONE = '237699000001';

describe('credentials at rest', () => {
  let testEnv: StoreTestEnv;
  beforeAll(async () => {
    testEnv = await startStoreTestEnv();
  }, 60_000);
  afterEach(async () => {
    for (const name of [CREDENTIALS, SIGNAL_KEYS, OUTGOING]) await testEnv.connection.collection(name).deleteMany({});
  });
  afterAll(() => testEnv.stop(), 20_000);

  async function dump(): Promise<string> {
    const names = [CREDENTIALS, SIGNAL_KEYS, OUTGOING];
    const all = await Promise.all(names.map((name) => testEnv.connection.collection(name).find().toArray()));
    return JSON.stringify(all, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
  }

  async function someCredentials(owner = 'owner-1', token = 1) {
    const credentials = await testEnv.credentialStore().open(ownerId(owner), token);
    await credentials.writeCredentials(JSON.stringify({ secret: SECRET, me: PHONE }), true);
    await credentials.writeKeys([
      { type: 'session', id: `${PHONE}.0`, value: SECRET },
      { type: 'pre-key', id: '1', value: SECRET },
    ]);
    await credentials.keepOutgoing('3EB01', 'the text of a message');
    return credentials;
  }

  it('come back as they were, through another process too', async () => {
    const credentials = await someCredentials();
    expect(await credentials.readKeys('session', [`${PHONE}.0`, 'nobody.0'])).toEqual(
      new Map([[`${PHONE}.0`, SECRET]]),
    );
    const again = await testEnv.credentialStore().open(ownerId('owner-1'), 2);
    expect(await again.readCredentials()).toContain(SECRET);
    expect(await again.readKeys('pre-key', ['1'])).toEqual(new Map([['1', SECRET]]));
    expect(await again.readOutgoing('3EB01')).toBe('the text of a message');
    expect(await again.isAccepted('3EB01')).toBe(false);
    const written = vi.spyOn(testEnv.connection.collection(OUTGOING), 'updateMany');
    await credentials.keepOutgoing('3EB03', 'another text');
    // Noted together: nobody waits for one of them.
    await Promise.all([credentials.markAccepted('3EB01'), credentials.markAccepted('3EB03')]);
    expect(written).toHaveBeenCalledTimes(1);
    written.mockRestore();
    expect(await again.isAccepted('3EB03')).toBe(true);
    expect(await again.isAccepted('3EB01')).toBe(true);
    expect(await again.isAccepted('3EB02')).toBe(false);
    expect(await testEnv.credentialStore().peek(ownerId('owner-1'))).toBe('registered');
  });

  it('are asked of the database once, also those that are not there, until somebody writes them', async () => {
    const credentials = await someCredentials();
    const asked = vi.spyOn(testEnv.connection.collection(SIGNAL_KEYS), 'find');
    const read = () => credentials.readKeys('session', [`${PHONE}.0`, 'nobody.0', 'later.0']);
    const known = new Map([[`${PHONE}.0`, SECRET]]);
    for (let times = 0; times < 3; times += 1) expect(await read()).toEqual(known);
    expect(asked).toHaveBeenCalledTimes(1);
    await credentials.writeKeys([{ type: 'session', id: 'later.0', value: 'new' }]);
    expect(await read()).toEqual(known.set('later.0', 'new'));
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });

  it('show nothing in a dump: no secret, no phone number, no text', async () => {
    await someCredentials();
    const text = await dump();
    expect(text.length).toBeGreaterThan(500);
    for (const hidden of [SECRET, PHONE, 'the text of a message']) {
      expect(text).not.toContain(hidden);
      expect(text).not.toContain(Buffer.from(hidden).toString('base64').slice(0, -3));
    }
  });

  it('are the same document when somebody else stores what was kept of a message', async () => {
    const credentials = await someCredentials();
    const { collection, id, fields } = credentials.outgoingRecord('3EB02', 'another text');
    expect(JSON.stringify(fields)).not.toContain(Buffer.from('another text').toString('base64').slice(0, -3));
    await testEnv.connection
      .collection<{ _id: string }>(collection)
      .updateOne({ _id: id }, { $set: fields }, { upsert: true });
    const again = await testEnv.credentialStore().open(ownerId('owner-1'), 2);
    expect(await again.readOutgoing('3EB02')).toBe('another text');
    await testEnv.credentialStore().delete(ownerId('owner-1'));
    expect(await testEnv.connection.collection(OUTGOING).countDocuments({})).toBe(0);
  });

  it('forget what was kept of single messages, whoever holds the session, and nothing of other owners', async () => {
    const [credentials, other] = [await someCredentials(), await someCredentials('owner-2')];
    await credentials.keepOutgoing('3EB03', 'stays');
    await testEnv.credentialStore().forgetOutgoing(ownerId('owner-1'), ['3EB01', '3EB09']);
    expect(await credentials.readOutgoing('3EB01')).toBeNull();
    expect([await credentials.readOutgoing('3EB03'), await other.readOutgoing('3EB01')]).toEqual([
      'stays',
      'the text of a message',
    ]);
  });

  it('cannot be swapped between owners, kinds or ids', async () => {
    await someCredentials('owner-a');
    await someCredentials('owner-b');
    const collection = testEnv.connection.collection(CREDENTIALS);
    const of = (owner: string) => collection.findOne({ _id: owner as never });
    const [a, b] = [await of('owner-a'), await of('owner-b')];
    await collection.updateOne({ _id: 'owner-a' as never }, { $set: { creds: b?.['creds'] } });
    const opened = await testEnv.credentialStore().open(ownerId('owner-a'), 2);
    await expect(opened.readCredentials()).rejects.toThrow();
    await collection.updateOne({ _id: 'owner-b' as never }, { $set: { wrappedKey: a?.['wrappedKey'] } });
    await expect(testEnv.credentialStore().open(ownerId('owner-b'), 2)).rejects.toThrow(/master key/);
  });

  it('are written all or nothing, and by the holder of the lease alone', async () => {
    const old = await someCredentials('owner-1', 1);
    const taken = await testEnv.credentialStore().open(ownerId('owner-1'), 2);
    await expect(old.writeKeys([{ type: 'session', id: 'x.0', value: 'late' }])).rejects.toThrow(StaleLeaseError);
    await expect(old.writeCredentials('late', true)).rejects.toThrow(StaleLeaseError);
    await expect(testEnv.credentialStore().open(ownerId('owner-1'), 1)).rejects.toThrow(StaleLeaseError);
    expect(await taken.readKeys('session', ['x.0'])).toEqual(new Map());
    // What is removed does not stand in for the fence that was not found.
    const removal = { type: 'pre-key', id: '1', value: null };
    await expect(old.writeKeys([removal, { type: 'session', id: 'x.0', value: 'late' }])).rejects.toThrow(
      StaleLeaseError,
    );
    await expect(old.writeKeys([removal])).rejects.toThrow(StaleLeaseError);
    expect(await taken.readKeys('pre-key', ['1'])).toEqual(new Map([['1', SECRET]]));
    // A key that is gone already is removed without complaint.
    await taken.writeKeys([{ type: 'pre-key', id: 'nobody', value: null }]);
    expect(await taken.readCredentials()).toContain(SECRET);
  });

  it('keep the order of writes that come at once, and share a transaction', async () => {
    const credentials = await someCredentials();
    const before = await testEnv.connection.collection(CREDENTIALS).findOne({});
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        credentials.writeKeys([
          { type: 'session', id: 'same.0', value: `value ${n}` },
          { type: 'pre-key', id: `${n}`, value: n % 2 === 0 ? 'kept' : null },
        ]),
      ),
    );
    const again = await testEnv.credentialStore().open(ownerId('owner-1'), 2);
    expect((await again.readKeys('session', ['same.0'])).get('same.0')).toBe('value 39');
    expect([...(await again.readKeys('pre-key', ['2', '3'])).keys()]).toEqual(['2']);
    const after = await testEnv.connection.collection(CREDENTIALS).findOne({});
    expect(Number(after?.['keyWrites']) - Number(before?.['keyWrites'])).toBeLessThan(10);
  });

  it('go at once and wholly, the data key with them', async () => {
    await someCredentials('owner-1');
    await someCredentials('owner-2');
    await testEnv.credentialStore().delete(ownerId('owner-1'));
    expect(await dump()).not.toContain('owner-1');
    expect(await testEnv.credentialStore().peek(ownerId('owner-1'))).toBe('none');
    expect(await testEnv.credentialStore().peek(ownerId('owner-2'))).toBe('registered');
  });

  it('refuse a start with a missing or wrong master key, in a sentence', async () => {
    await someCredentials();
    await expect(testEnv.credentialStore(aMasterKey('other')).verify()).rejects.toThrow(
      /no key "first".*1 stored WhatsApp/,
    );
    await expect(testEnv.credentialStore(aMasterKey('first', 9)).verify()).rejects.toThrow(/"first".*not the one/);
    await expect(testEnv.credentialStore().verify()).resolves.toBeUndefined();
    expect(() => new MasterKeyRing([])).toThrow(/RELANCE_MASTER_KEYS is missing/);
  });

  it('are wrapped anew by the newest master key while in use', async () => {
    const credentials = await someCredentials('owner-1');
    await someCredentials('owner-2');
    const [newest, oldest] = [aMasterKey('second', 2), aMasterKey('first')];
    const credentialStore = testEnv.credentialStore(newest, oldest);
    const rotation = new KeyRotation(
      testEnv.connection,
      testEnv.ring(newest, oldest),
      credentialStore,
      pino({ level: 'silent' }),
    );
    expect(await rotation.rewrapAll()).toBe(2);
    expect(await rotation.rewrapAll()).toBe(0);
    await credentials.writeKeys([{ type: 'session', id: 'after.0', value: 'still writes' }]);
    await expect(testEnv.credentialStore(newest).verify()).resolves.toBeUndefined();
    const again = await testEnv.credentialStore(newest).open(ownerId('owner-1'), 2);
    expect((await again.readKeys('session', ['after.0'])).get('after.0')).toBe('still writes');
  });

  it('seal short texts for their owner and purpose only', () => {
    const credentialStore = testEnv.credentialStore();
    const sealed = credentialStore.seal(ownerId('owner-1'), 'offer', SECRET);
    expect(sealed).not.toContain(SECRET);
    expect(credentialStore.unseal(ownerId('owner-1'), 'offer', sealed)).toBe(SECRET);
    expect(credentialStore.unseal(ownerId('owner-2'), 'offer', sealed)).toBeNull();
    expect(credentialStore.unseal(ownerId('owner-1'), 'command', sealed)).toBeNull();
    expect(testEnv.credentialStore(aMasterKey('x')).unseal(ownerId('owner-1'), 'offer', sealed)).toBeNull();
  });

  it('survive a batch as large as a first upload of one-time keys', async () => {
    const credentials = await someCredentials();
    const values = Array.from({ length: 812 }, (_, n) => ({
      type: 'pre-key',
      id: String(n + 1),
      value: randomBytes(64).toString('base64'),
    }));
    await credentials.writeKeys(values);
    const again = await testEnv.credentialStore().open(ownerId('owner-1'), 2);
    const read = await again.readKeys(
      'pre-key',
      values.map(({ id }) => id),
    );
    expect(read.size).toBe(812);
    expect(read.get('812')).toBe(values.at(-1)?.value);
  });

  it('10.2.6 keep a journal of inbound messages, sealed, oldest first, until each is handled', async () => {
    const credentials = await someCredentials('owner-journal');
    await credentials.writeInbound('33611111111 A', 'STOP secretly');
    await credentials.writeInbound('33611111111 B', 'second');
    await credentials.writeInbound('33611111111 A', 'STOP secretly');
    const other = await someCredentials('owner-journal-2');
    expect(await other.readInbound(null)).toEqual({ entries: [], next: null });
    const dump = JSON.stringify(await testEnv.connection.collection('whatsapp_inbound_journal').find().toArray());
    expect(dump).not.toContain('33611111111');
    expect(dump).not.toContain(Buffer.from('STOP secretly').toString('base64').slice(0, -3));
    expect((await credentials.readInbound(null)).entries.map(({ value }) => value)).toEqual([
      'STOP secretly',
      'second',
    ]);
    await credentials.deleteInbound('33611111111 A');
    expect((await credentials.readInbound(null)).entries).toEqual([{ name: '33611111111 B', value: 'second' }]);
    await testEnv.credentialStore().delete(ownerId('owner-journal'));
    expect(await credentials.readInbound(null)).toEqual({ entries: [], next: null });
  });

  it('read a long journal page by page, each entry once, also those written in the same moment', async () => {
    const credentials = await someCredentials('owner-long-journal');
    const names = Array.from({ length: 250 }, (_, n) => `33611111111 ${String(n).padStart(3, '0')}`);
    await Promise.all(names.map((name) => credentials.writeInbound(name, 'x')));
    const pages: string[][] = [];
    let after: string | null = null;
    do {
      const { entries, next } = await credentials.readInbound(after);
      pages.push(entries.map(({ name }) => name));
      after = next;
    } while (after !== null);
    expect(pages.map(({ length }) => length)).toEqual([200, 50]);
    expect(pages.flat().sort()).toEqual(names);
  });
});
