import { type CampaignView } from '@relance/console-data-access';
import { en } from '../../i18n/en/index.ts';
import { translator, wordFor } from '../../i18n/translate.ts';
import { aCampaign, aTarget, someCounts, someExits } from '../../testing/builders.ts';
import { firstWaitingDay, progressParts, reasonInWords, waiting } from './campaign-parts.ts';
import { actionsOf, pauseOrResume } from './actions/known-actions.ts';
import { dayDots } from './drawer/target-row.tsx';
import { actionOf, statusIn, timelineOf } from './drawer/timeline.ts';

const t = translator('en', en);
const i18n = { t, word: (area: string, code: string) => wordFor(t, en, area, code), dateTime: (iso: string) => iso };

describe('progress of a campaign', () => {
  const counts = someCounts({
    enrolled: 21,
    active: 5,
    sending: 1,
    unknown: 2,
    completed: 4,
    converted: 3,
    exited: 6,
    exitedBy: someExits({ opted_out: 2, invalid_contact: 3, completed_7days: 4, paid: 3 }),
  });

  it('adds up to everyone enrolled, also when an exit has no reason', () => {
    const parts = progressParts(aCampaign({ counts }), i18n);
    expect(parts.reduce((sum, part) => sum + part.value, 0)).toBe(21);
    expect(parts.map((part) => [part.id, part.value])).toEqual([
      ['completed', 4],
      ['converted', 3],
      ['waiting', 6],
      ['unknown', 2],
      ['opted_out', 2],
      ['invalid_contact', 3],
      ['left', 1],
    ]);
  });

  it('hatches only what is uncertain', () => {
    const parts = progressParts(aCampaign({ counts }), i18n);
    expect(parts.filter((part) => part.hatched).map((part) => part.id)).toEqual(['unknown']);
  });

  it('counts who waits and from which day', () => {
    expect(waiting(aCampaign({ counts }))).toBe(8);
    expect(firstWaitingDay(aCampaign())).toBe(4);
    expect(firstWaitingDay(aCampaign({ dayFunnel: [0, 0, 0, 0, 0, 0, 0] }))).toBe(1);
  });
});

describe('reason of a state', () => {
  const reason = (code: string, note: string | null) =>
    ({ code, note, by: 'system', at: '2026-11-22T00:00:00.000Z' }) as CampaignView['statusReason']; // also codes of a newer API
  it.each([
    ['the person’s own words', reason('requested', 'wrong text'), 'wrong text'],
    ['the word of the code', reason('session_expired', null), 'The phone is no longer linked'],
    ['the code itself where there is no word', reason('moon_phase', null), 'moon_phase'],
  ])('is %s', (_what, statusReason, words) => {
    expect(reasonInWords(aCampaign({ statusReason }), i18n)).toBe(words);
  });
});

describe('actions of a campaign', () => {
  it('are the server’s own, and only those an admin can take', () => {
    const campaign = aCampaign({ nextActions: ['resume', 'clone', 'edit', 'cancel'] });
    expect(actionsOf(campaign).map(({ action }) => action)).toEqual(['resume', 'cancel']);
    expect(pauseOrResume(campaign)).toBe('resume');
    expect(pauseOrResume(aCampaign({ nextActions: ['clone'] }))).toBeNull();
  });
});

describe('seven days of a target', () => {
  it('fills what was told, rings what is next and leaves the rest open', () => {
    const dots = dayDots(aTarget(), i18n);
    expect(dots.map((dot) => dot.state)).toEqual(['read', ...Array<string>(6).fill('pending')]);
    expect(dots.filter((dot) => dot.next).map((dot) => dot.day)).toEqual([2]);
    expect(dots[1]?.label).toBe('Day 2: next, due 2026-11-23T09:00:00.000Z');
  });

  it('rings nothing once the person has left', () => {
    expect(dayDots(aTarget({ status: 'exited', exitReason: 'opted_out' }), i18n).some((dot) => dot.next)).toBe(false);
  });
});

describe('timeline', () => {
  const entry = {
    id: 'e1',
    at: '2026-11-02T10:00:05.000Z',
    actor: { id: 'a', name: null, email: 'admin@example.org', role: 'admin' },
    action: 'campaign.pause',
    entity: { type: 'campaign', id: 'c', name: null },
    reason: 'wrong text',
    before: { status: 'active' },
    after: { status: 'paused' },
    onBehalfOf: null,
    onBehalfOfName: null,
    requestId: null,
  };

  it('tells each action once, newest first, with who did it', () => {
    const items = timelineOf(aCampaign({ status: 'paused', pausedAt: '2026-11-02T10:00:00.000Z' }), [entry]);
    expect(items.map(({ action, actor }) => [action, actor])).toEqual([
      ['pause', 'admin@example.org'],
      ['start', null],
      ['create', null],
    ]);
  });

  it('tells a pause by the system with its reason', () => {
    const at = '2026-11-05T10:00:00.000Z';
    const statusReason = { code: 'failure_ratio' as const, note: '12 of 40 failed', by: 'system', at, excluded: null };
    const items = timelineOf(aCampaign({ status: 'paused', pausedAt: at, statusReason }), [entry]);
    expect(items[0]).toEqual({ id: 'pause', at, action: 'pause', actor: null, reason: '12 of 40 failed' });
  });

  it('reads actions and states in either spelling', () => {
    expect([actionOf('campaign.pause'), actionOf('pause')]).toEqual(['pause', 'pause']);
    expect([statusIn({ status: 'active' }), statusIn('active'), statusIn(null), statusIn({ rev: 1 })]).toEqual([
      'active',
      'active',
      null,
      null,
    ]);
  });
});
