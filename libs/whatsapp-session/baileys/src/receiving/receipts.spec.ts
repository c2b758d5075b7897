import { isFromAddressee } from './receipts.ts';

const PERSON = '+5531988112233';
const LID = '555@lid';
/** Which LIDs and numbers are known to be one account. */
const pairs = (known: Readonly<Record<string, string>>) => ({
  phoneOfLid: async (lid: string) => Object.entries(known).find(([, of]) => of === lid)?.[0] ?? null,
  lidOfPhone: async (phone: string) => known[phone] ?? null,
});

describe('10.3.3 a receipt counts from the addressee, by any of its addresses', () => {
  it.each([
    // by number
    ['5531988112233@s.whatsapp.net', PERSON, {}, true],
    ['5531988112233:12@s.whatsapp.net', PERSON, {}, true],
    ['553188112233:3@s.whatsapp.net', PERSON, {}, true],
    ['5531988112233:99@hosted', PERSON, {}, true],
    ['5531988112234@s.whatsapp.net', PERSON, {}, false],
    // by LID
    ['555:7@lid', PERSON, { [PERSON]: LID }, true],
    ['555:99@hosted.lid', PERSON, { '+553188112233': LID }, true],
    ['555@lid', PERSON, { '+33600000001': LID }, false],
    ['556@lid', PERSON, { [PERSON]: LID }, false],
    // to a LID
    ['555:2@lid', LID, {}, true],
    ['556@lid', LID, {}, false],
    ['5531988112233:2@s.whatsapp.net', LID, { [PERSON]: LID }, true],
    ['33600000001@s.whatsapp.net', LID, { [PERSON]: LID }, false],
    ['5531988112233@s.whatsapp.net', LID, { [PERSON]: '777@lid' }, false],
    // what nobody can tell apart is believed
    ['555@lid', PERSON, {}, true],
    ['5531988112233@s.whatsapp.net', LID, {}, true],
    ['1@g.us', null, {}, true],
    // nobody's
    ['120363000000000001@g.us', PERSON, {}, false],
    ['120363000000000001@g.us', LID, {}, false],
    ['status@broadcast', LID, {}, false],
    [undefined, PERSON, {}, false],
  ] as const)('from %s for a message to %s, knowing %j: %s', async (from, phone, known, counts) => {
    expect(await isFromAddressee(from, { phone, ...pairs(known) })).toBe(counts);
  });
});
