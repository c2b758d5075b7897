import { restrictionOf } from './restriction.ts';

const now = new Date('2026-03-02T10:00:00Z');
const later = new Date('2026-03-02T12:00:00Z');
const latest = new Date('2026-03-03T12:00:00Z');
const past = new Date('2026-03-01T12:00:00Z');
const free = { availability: 'ready', restrictedUntil: null, coldRestrictedUntil: null } as const;

describe('what WhatsApp forbids a sender', () => {
  it.each([
    ['nothing', free, null, null],
    ['nothing any more', { ...free, coldRestrictedUntil: past }, past, null],
    ['new chats, as it said', { ...free, coldRestrictedUntil: later }, null, ['new_chats_restricted', later]],
    ['new chats, as its refusals said', free, later, ['new_chats_restricted', later]],
    [
      'new chats until the later end',
      { ...free, coldRestrictedUntil: later },
      latest,
      ['new_chats_restricted', latest],
    ],
    ['new chats, known by refusals alone', null, later, ['new_chats_restricted', later]],
    [
      'everything for a time',
      { ...free, availability: 'restricted', restrictedUntil: later },
      null,
      ['session_restricted', later],
    ],
    ['everything for good', { ...free, availability: 'restricted' }, latest, ['session_restricted', null]],
  ] as const)('%s', (_title, sender, coldHeldUntil, expected) => {
    const found = restrictionOf(sender, { coldHeldUntil }, now);
    expect(found && [found.code, found.until]).toEqual(expected);
  });
});
