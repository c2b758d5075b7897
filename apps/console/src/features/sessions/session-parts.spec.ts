import { ApiError } from '@relance/console-data-access';
import { en } from '../../i18n/en/index.ts';
import { fr } from '../../i18n/fr/index.ts';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { translator, wordFor } from '../../i18n/translate.ts';
import { aSession } from '../../testing/builders.ts';
import {
  actionsOf,
  explanationOf,
  isOwnerId,
  nextInWords,
  secondsUntil,
  toE164,
  waitInWords,
} from './session-parts.ts';

const i18n = { t: translator('en', en), clock: (iso: string) => iso.slice(11, 19) };

describe('what happens next, in words', () => {
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
    [
      'that nothing is counted while the network is away',
      { sessionState: 'waiting_network', connectionFailureCount: 1 },
      'Reconnects by itself, nothing is counted',
    ],
    ['that a person decides', { sessionState: 'restricted' }, 'Needs attention; the link is kept'],
    ['nothing of a phone that was never linked', { sessionState: 'none', canReconnectWithoutQr: false }, ''],
  ] as const)('say %s', (_what, facts, words) => {
    expect(nextInWords(aSession(facts), i18n)).toBe(words);
  });
});

describe('the last close explains the session', () => {
  const lost = { code: 428, cause: 'transient', explanation: 'We reconnect.', at: '2026-11-22T14:00:00.000Z' } as const;
  it.each([
    ['while it reconnects', { sessionState: 'retry_wait', lastDisconnect: lost }, 'We reconnect.'],
    ['not once it is connected again', { sessionState: 'connected', lastDisconnect: lost }, null],
    ['not while a new link waits for its scan', { sessionState: 'awaiting_scan', lastDisconnect: lost }, null],
    ['not when there was none', { sessionState: 'none', lastDisconnect: null }, null],
  ] as const)('%s', (_when, facts, words) => {
    expect(explanationOf(aSession(facts))).toBe(words);
  });
});

describe('a refusal in words', () => {
  const word = (area: string, code: string) => wordFor(i18n.t, en, area, code);
  it.each([
    [new ApiError(409, 'PAIRING_REFUSED_EXPIRED', 'Server words.'), 'The code has expired. Get another one.'],
    [new ApiError(409, 'SOMETHING_NEW', 'Server words.'), 'Server words.'],
    [new ApiError(0, 'UNREACHABLE', 'fetch failed'), i18n.t('error.unreachable')],
    [new TypeError('fetch failed'), i18n.t('error.unreachable')],
  ])('of %s is "%s"', (error, words) => {
    expect(refusalInWords(error, { t: i18n.t, word, language: 'en' })).toBe(words);
  });

  it('is there for every refusal of a pairing, in both languages', () => {
    const refusals = ['PASSKEY_REQUIRED', 'BROWSER_NAME', 'VERSION_TOO_OLD', 'EXPIRED', 'NOT_SCANNED', 'REFUSED'];
    for (const dictionary of [en, fr]) {
      expect(Object.keys(dictionary)).toEqual(
        expect.arrayContaining(refusals.map((reason) => `refused.PAIRING_REFUSED_${reason}`)),
      );
    }
  });
});

describe('an owner id', () => {
  it.each([
    ['owner-1_A', true],
    ['', false],
    ['a b', false],
    ['x'.repeat(65), false],
  ])('"%s" is one: %s', (typed, isOne) => expect(isOwnerId(typed)).toBe(isOne));
});

describe('actions of a session', () => {
  it.each([
    [['connect', 'reset'], true, ['reconnect', 'reset']],
    [['connect', 'reset'], false, ['link', 'reset']],
    [['scan', 'disconnect'], false, ['link', 'disconnect']],
    [['connect', 'scan'], false, ['link']],
    [['disconnect', 'reset'], true, ['disconnect', 'reset']],
    [[], false, []],
  ] as const)('for %j with stored link %j are %j', (nextActions, canReconnectWithoutQr, actions) => {
    expect(actionsOf(aSession({ nextActions: [...nextActions], canReconnectWithoutQr }))).toEqual(actions);
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

describe('a wait in words', () => {
  it.each([
    [0, 'any moment'],
    [59, 'in 59 s'],
    [60, '1 min 00 s'],
    [427, '7 min 07 s'],
  ])('%s seconds are "%s"', (seconds, words) => expect(waitInWords(seconds, i18n.t)).toBe(words));
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
