import { SeededSource } from '../crypto/seeded-source.ts';
import { Directory } from './directory.ts';
import { LidCipher } from './lid.ts';

describe('LIDs', () => {
  const lids = new LidCipher(new SeededSource('lid spec'));

  it('lead back to the phone, differ from it and from each other', () => {
    const phones = Array.from({ length: 200 }, (_, index) => `2376990${String(index).padStart(5, '0')}`);
    const made = phones.map((phone) => lids.lidOf(phone));
    expect(made.map((lid) => lids.phoneOf(lid))).toEqual(phones);
    expect(new Set(made).size).toBe(phones.length);
    expect(made.some((lid, index) => lid.includes(phones[index] ?? ''))).toBe(false);
  });

  it('of another kind are nobody', () => {
    expect(lids.phoneOf('19999999999')).toBeUndefined();
    expect(lids.phoneOf('2abc')).toBeUndefined();
    const directory = new Directory(new SeededSource('lid spec'));
    expect(directory.byJid('status@broadcast')).toBeUndefined();
    expect(directory.byJid('120363000000000000@g.us')).toBeUndefined();
    expect(directory.byJid(`${lids.lidOf('33611111111')}:3@lid`)).toMatchObject({
      device: 3,
      person: { phone: '33611111111' },
    });
  });
});
