import {
  afterInbound,
  afterLookup,
  isSamePerson,
  lookupRetryDelayMs,
  messagePhone,
  type NumberAnswer,
  nothingKnownOfWhatsApp,
  onWhatsAppAt,
  personKeys,
} from './person.ts';

const now = new Date('2026-03-02T09:00:00Z');
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
const answered = (answer: Partial<NumberAnswer>): NumberAnswer => ({
  asked: '+5531988112233',
  answer: 'in',
  phone: null,
  lid: null,
  ...answer,
});

describe('10.1.1 the number a person types is not the account’s address', () => {
  it.each([
    ['+5531988112233', '+553188112233'],
    ['+525512345678', '+5215512345678'],
    ['+2290197001234', '+22997001234'],
  ])('%s is kept beside the account %s that WhatsApp named, which gets the messages', (asked, phone) => {
    const known = afterLookup(nothingKnownOfWhatsApp, answered({ asked, phone, lid: '77@lid' }), now);
    expect(known).toMatchObject({ onWhatsApp: 'yes', waPhone: phone, lid: '77@lid', onWhatsAppCheckedAt: now });
    expect(messagePhone({ phone: asked, ...known })).toBe(phone);
    expect(personKeys({ phone: asked, ...known })).toEqual([asked, phone, '77@lid']);
  });

  it('two records are one person when they share an address, whichever', () => {
    const written = { phone: '+5531988112233', waPhone: '+553188112233', lid: null };
    expect(isSamePerson(written, { phone: '+553188112233', waPhone: null, lid: null })).toBe(true);
    expect(isSamePerson({ ...written, lid: '1@lid' }, { phone: null, waPhone: null, lid: '1@lid' })).toBe(true);
    expect(isSamePerson(written, { phone: '+5531988112234', waPhone: null, lid: null })).toBe(false);
    expect(isSamePerson({ phone: '+1', waPhone: null, lid: null }, { phone: '+2', waPhone: null, lid: null })).toBe(
      false,
    );
  });
});

describe('10.1.3 only an explicit answer is an answer', () => {
  it('an open question changes nothing but when to ask again, later each time', () => {
    const once = afterLookup(nothingKnownOfWhatsApp, answered({ answer: 'unknown' }), now);
    expect(once).toEqual({
      ...nothingKnownOfWhatsApp,
      lookupFailures: 1,
      lookupRetryAt: new Date('2026-03-02T09:01:00Z'),
    });
    const twice = afterLookup(once, answered({ answer: 'unknown' }), now);
    expect(twice.lookupRetryAt).toEqual(new Date('2026-03-02T09:02:00Z'));
    expect([1, 2, 3, 9, 50].map(lookupRetryDelayMs)).toEqual([60_000, 120_000, 240_000, 15_360_000, 21_600_000]);
  });

  it('an open question does not undo a definite answer', () => {
    const yes = afterLookup(nothingKnownOfWhatsApp, answered({ phone: '+553188112233' }), now);
    expect(afterLookup(yes, answered({ answer: 'unknown' }), days(1))).toMatchObject({
      onWhatsApp: 'yes',
      waPhone: '+553188112233',
    });
  });

  it('a "no" holds for thirty days, a "yes" stays', () => {
    const no = afterLookup(nothingKnownOfWhatsApp, answered({ answer: 'out' }), now);
    expect([0, 29.9, 30, 400].map((age) => onWhatsAppAt(no, days(age)))).toEqual(['no', 'no', 'unknown', 'unknown']);
    expect(onWhatsAppAt({ onWhatsApp: 'yes', onWhatsAppCheckedAt: now }, days(400))).toBe('yes');
    expect(onWhatsAppAt({ onWhatsApp: 'no', onWhatsAppCheckedAt: null }, now)).toBe('unknown');
  });

  it('whoever writes is there, under the addresses heard', () => {
    const no = afterLookup(nothingKnownOfWhatsApp, answered({ answer: 'out' }), now);
    const heard = { phone: '+553188112233', lid: '9@lid', at: days(1) };
    expect(afterInbound({ ...no, formerPhones: [] }, heard)).toMatchObject({
      onWhatsApp: 'yes',
      waPhone: '+553188112233',
      lid: '9@lid',
    });
  });

  it('10.1.4 a word from a former number tells nothing of the number it has now', () => {
    const known = { ...nothingKnownOfWhatsApp, formerPhones: ['+33612345678', '+22997001234', '7@lid'] };
    for (const heard of [
      { phone: '+33612345678', lid: null },
      { phone: '+22997001234', lid: '7@lid' },
      { phone: null, lid: '7@lid' },
    ])
      expect(afterInbound(known, { ...heard, at: now })).toEqual(known);
    // Two spellings of one account: it is the address of now as well.
    const same = { ...known, waPhone: '+22997001234' };
    expect(afterInbound(same, { phone: '+22997001234', lid: null, at: now })).toMatchObject({ onWhatsApp: 'yes' });
  });
});
