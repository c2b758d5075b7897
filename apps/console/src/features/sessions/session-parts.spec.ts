import { en } from '../../i18n/en/index.ts';
import { translator } from '../../i18n/translate.ts';
import { aSession } from '../../testing/builders.ts';
import { deedsOf, secondsUntil, strikesInWords, toE164 } from './session-parts.ts';

const i18n = { t: translator('en', en), clock: (iso: string) => iso.slice(11, 19) };

describe('failures in words', () => {
  it.each([
    ['nothing while all is well', {}, ''],
    [
      'when it reconnects by itself',
      { sessionState: 'retry_wait', connectionFailureCount: 1, nextAttemptAt: '2026-11-22T14:02:10.000Z' },
      'Reconnects by itself at 14:02:10, no scan needed',
    ],
    [
      'that a scan is needed at the limit the server names',
      { sessionState: 'expired', connectionFailureCount: 5, maxConnectionFailures: 5, canReconnectWithoutQr: false },
      '5 of 5: the code must be scanned again',
    ],
    [
      'that no scan is needed after a disconnect',
      { sessionState: 'disconnected', connectionFailureCount: 2 },
      'Reconnect without a scan',
    ],
  ] as const)('say %s', (_what, facts, words) => {
    expect(strikesInWords(aSession(facts), i18n)).toBe(words);
  });
});

describe('actions of a session', () => {
  it.each([
    [['connect', 'reset'], true, ['reconnect', 'reset']],
    [['connect', 'reset'], false, ['link', 'reset']],
    [['scan', 'disconnect'], false, ['link', 'disconnect']],
    [['connect', 'scan'], false, ['link']],
    [['disconnect', 'reset'], true, ['disconnect', 'reset']],
    [[], false, []],
  ] as const)('for %j with stored link %j are %j', (nextActions, canReconnectWithoutQr, deeds) => {
    expect(deedsOf(aSession({ nextActions: [...nextActions], canReconnectWithoutQr }))).toEqual(deeds);
  });
});

describe('countdown', () => {
  const now = Date.parse('2026-11-22T14:00:00.000Z');
  it.each([
    [null, null],
    ['2026-11-22T14:00:12.300Z', 13],
    ['2026-11-22T13:59:00.000Z', 0],
  ])('until %s has %s seconds', (at, seconds) => {
    expect(secondsUntil(at, now)).toBe(seconds);
  });
});

describe('phone number', () => {
  it.each([
    ['+237 6 99 00 00 00', '+237699000000'],
    ['00237-699-000000', '+237699000000'],
    ['+33 (0)6', null],
    ['699000000', null],
    ['', null],
  ])('%s becomes %s', (typed, phone) => {
    expect(toE164(typed)).toBe(phone);
  });
});
