import { SeededSource } from '../crypto/seeded-source.ts';
import { SignalDevice } from './signal-device.ts';

const text = (bytes: Buffer) => bytes.toString('utf8');

describe('a Signal device', () => {
  const source = new SeededSource('signal spec');
  let alice: SignalDevice;
  let bob: SignalDevice;
  let count = 0;

  beforeEach(() => {
    count += 1;
    alice = new SignalDevice(source, `alice ${count}`);
    bob = new SignalDevice(source, `bob ${count}`);
    alice.begin('bob', bob.bundle());
  });

  const toBob = (words: string) => alice.encrypt('bob', Buffer.from(words));
  const toAlice = (words: string) => bob.encrypt('alice', Buffer.from(words));

  it('carries its keys along until it is answered, then no more', () => {
    expect(toBob('one').type).toBe('pkmsg');
    const second = toBob('two');
    expect(second.type).toBe('pkmsg');
    expect(text(bob.decrypt('alice', second))).toBe('two');
    expect(text(alice.decrypt('bob', toAlice('back')))).toBe('back');
    expect(toBob('three').type).toBe('msg');
  });

  it('decrypts what comes late and out of order, each once', () => {
    const sent = ['a', 'b', 'c', 'd'].map(toBob);
    const [a, b, c, d] = sent;
    if (!a || !b || !c || !d) throw new Error('four were sent');
    expect([d, a, c, b].map((message) => text(bob.decrypt('alice', message)))).toEqual(['d', 'a', 'c', 'b']);
    expect(() => bob.decrypt('alice', b)).toThrow();
  });

  it('turns its keys with each change of speaker', () => {
    for (let turn = 0; turn < 20; turn += 1) {
      expect(text(bob.decrypt('alice', toBob(`to bob ${turn}`)))).toBe(`to bob ${turn}`);
      expect(text(alice.decrypt('bob', toAlice(`to alice ${turn}`)))).toBe(`to alice ${turn}`);
    }
  });

  it('is not changed by a message that was tampered with', () => {
    bob.decrypt('alice', toBob('hello'));
    alice.decrypt('bob', toAlice('hello'));
    const message = toBob('true');
    const forged = Buffer.from(message.body);
    forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1;
    expect(() => bob.decrypt('alice', { ...message, body: forged })).toThrow('none of 1 sessions with alice fits');
    expect(text(bob.decrypt('alice', message))).toBe('true');
  });

  it('still reads the old session after a new one was begun', () => {
    const old = toBob('old session');
    alice.begin('bob', bob.bundle());
    expect(text(bob.decrypt('alice', toBob('new session')))).toBe('new session');
    expect(text(bob.decrypt('alice', old))).toBe('old session');
  });

  it('cannot read what was meant for another, nor send without a session', () => {
    const eve = new SignalDevice(source, `eve ${count}`);
    expect(() => eve.decrypt('alice', toBob('secret'))).toThrow();
    expect(() => eve.encrypt('alice', Buffer.from('hi'))).toThrow('has no session with alice');
    expect(eve.hasSession('alice')).toBe(false);
  });

  it('has the same keys whenever seed and name are the same', () => {
    const again = new SignalDevice(new SeededSource('signal spec'), `bob ${count}`);
    expect(again.identity.public).toEqual(bob.identity.public);
    expect(again.registrationId).toBe(bob.registrationId);
    expect(new SignalDevice(new SeededSource('another'), `bob ${count}`).identity.public).not.toEqual(
      bob.identity.public,
    );
  });
});
