import { EARLIER_NUMBER } from './contact.ts';
import { lackingFacts, type SharedFacts, sharedFacts } from './shared-facts.ts';

const on = (day: number): Date => new Date(Date.UTC(2026, 2, day));
const nothing: SharedFacts = { convertedAt: null, lastInboundAt: null };

describe('what an owner’s contacts about one person know together', () => {
  it('is the first payment, the last word and every number written to', () => {
    const known = [
      nothing,
      { convertedAt: on(5), lastInboundAt: on(2), wroteTo: ['a'] },
      { convertedAt: on(3), lastInboundAt: on(9), wroteTo: ['b', 'a'] },
    ];
    expect(sharedFacts(known)).toEqual({ convertedAt: on(3), lastInboundAt: on(9), wroteTo: ['a', 'b'] });
    expect(sharedFacts([nothing])).toEqual({ ...nothing, wroteTo: [] });
  });

  it('counts a word from before numbers were kept as one to the earlier number', () => {
    const known = [
      { ...nothing, lastInboundAt: on(1) },
      { ...nothing, lastInboundAt: on(2), wroteTo: ['a'] },
    ];
    expect(sharedFacts(known).wroteTo).toEqual([EARLIER_NUMBER, 'a']);
  });

  it.each([
    ['all of it', nothing, { convertedAt: on(3), lastInboundAt: on(9), wroteTo: ['a'] }],
    ['nothing that it knows', { convertedAt: on(7), lastInboundAt: on(9), wroteTo: ['a'] }, null],
    [
      'a later word and another number',
      { convertedAt: on(3), lastInboundAt: on(2), wroteTo: ['b'] },
      { convertedAt: null, lastInboundAt: on(9), wroteTo: ['a'] },
    ],
  ])('a contact lacks %s', (_what, contact: SharedFacts, lacking) => {
    const shared = { convertedAt: on(3), lastInboundAt: on(9), wroteTo: ['a'] };
    expect(lackingFacts(contact, shared)).toEqual(lacking);
  });
});
