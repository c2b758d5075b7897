import { type BinaryNode } from '@whiskeysockets/baileys';
import { areSpellingsOfOne, lookupAnswers, lookupQuery } from './number-lookup.ts';

type Line = { jid: string; type?: string; echo?: string; lid?: string; error?: boolean };

const line = ({ jid, type, echo, lid, error }: Line): BinaryNode => ({
  tag: 'user',
  attrs: { jid },
  content: [
    {
      tag: 'contact',
      attrs: type === undefined ? {} : { type },
      content: error ? [{ tag: 'error', attrs: { code: '500' } }] : echo === undefined ? [] : Buffer.from(echo),
    },
    ...(lid === undefined ? [] : [{ tag: 'lid', attrs: { val: lid } }]),
  ],
});
const answer = (...lines: Line[]): BinaryNode => ({
  tag: 'iq',
  attrs: { type: 'result' },
  content: [{ tag: 'usync', attrs: {}, content: [{ tag: 'list', attrs: {}, content: lines.map(line) }] }],
});
const account = (digits: string) => `${digits}@s.whatsapp.net`;

describe('10.1.1 an account under another spelling than the number asked', () => {
  it.each([
    ['Brazil', '+5531988112233', '553188112233'],
    ['Brazil, the other way', '+551187654321', '5511987654321'],
    ['Mexico', '+525512345678', '5215512345678'],
    ['Mexico, the other way', '+5215512345678', '525512345678'],
    ['Argentina', '+541123456789', '5491123456789'],
    ['Benin', '+22997123456', '2290197123456'],
    ['Benin, the other way', '+2290197123456', '22997123456'],
    ['Ivory Coast', '+22507654321', '2250707654321'],
  ])(
    '%s: the account that WhatsApp named is the answer, with or without the number repeated',
    (_name, asked, named) => {
      for (const echo of [asked, undefined]) {
        const lines = answer({ jid: account(named), type: 'in', ...(echo && { echo }), lid: '42@lid' });
        const found = { asked, answer: 'in', phone: `+${named}`, lid: '42@lid' };
        expect(lookupAnswers([asked], lines)).toEqual([found]);
        const others = answer(
          { jid: account('33611111111'), type: 'in' },
          { jid: account(named), type: 'in', ...(echo && { echo }), lid: '42@lid' },
          { jid: account('237699000001'), type: 'out' },
        );
        expect(lookupAnswers(['+237699000001', asked, '+33611111111'], others)).toEqual([
          { asked: '+237699000001', answer: 'out', phone: null, lid: null },
          found,
          { asked: '+33611111111', answer: 'in', phone: '+33611111111', lid: null },
        ]);
      }
    },
  );

  it('both spellings asked at once are one account', () => {
    const [long, short] = ['+5531988112233', '+553188112233'];
    const lines = answer({ jid: account('553188112233'), type: 'in' });
    expect(lookupAnswers([long, short], lines).map(({ phone }) => phone)).toEqual([short, short]);
    // "Out" about one of them says nothing about the other.
    const out = answer({ jid: account('553188112233'), type: 'out' });
    expect(lookupAnswers([long, short], out).map((each) => each.answer)).toEqual(['unknown', 'out']);
  });

  it('a LID instead of a number is the account too', () => {
    const lines = answer({ jid: '4242@lid', type: 'in', echo: '+33611111111' });
    expect(lookupAnswers(['+33611111111'], lines)).toEqual([
      { asked: '+33611111111', answer: 'in', phone: '+33611111111', lid: '4242@lid' },
    ]);
  });
});

describe('10.1.3 what is no answer', () => {
  const unknown = (asked: string) => ({ asked, answer: 'unknown', phone: null, lid: null });
  it.each([
    ['no answer', undefined],
    ['an empty answer', answer()],
    ['an answer without a list', { tag: 'iq', attrs: {}, content: [] }],
    ['an error inside', answer({ jid: account('33611111111'), error: true })],
    ['an error beside "in"', answer({ jid: account('33611111111'), type: 'in', error: true })],
    ['no verdict', answer({ jid: account('33611111111') })],
    ['another verdict', answer({ jid: account('33611111111'), type: 'invalid' })],
    ['somebody else’s line', answer({ jid: account('491700000000'), type: 'out' })],
    ['somebody else’s account', answer({ jid: account('33755555555'), type: 'in' })],
  ])('%s is unknown', (_name, result) => {
    expect(lookupAnswers(['+33611111111'], result as BinaryNode | undefined)).toEqual([unknown('+33611111111')]);
  });

  it('a line left out is unknown, the others stand', () => {
    const lines = answer({ jid: account('33611111111'), type: 'in' }, { jid: account('33622222222'), type: 'out' });
    expect(lookupAnswers(['+33611111111', '+33633333333', '+33622222222'], lines).map((each) => each.answer)).toEqual([
      'in',
      'unknown',
      'out',
    ]);
  });
});

describe('spellings of one number', () => {
  it.each([
    ['+33611111111', '+33711111111'],
    ['+5531988112233', '+5521988112233'],
    ['+5531988112233', '+5531988112234'],
    ['+12025550123', '+2025550123'],
    ['+525512345678', '+535215512345678'],
  ])('%s and %s are two people', (a, b) => expect(areSpellingsOfOne(a, b)).toBe(false));
});

it('the question names every number with its plus, and asks for the LID as well', () => {
  const text = JSON.stringify(lookupQuery(['+5531988112233', '33611111111'], 'T1'));
  for (const part of ['"+5531988112233"', '"+33611111111"', '"lid"', '"contact"', '"T1"']) expect(text).toContain(part);
});
