import { documentId } from '@relance/kernel';
import fc from 'fast-check';
import {
  campaignActions,
  type CampaignEvent,
  type CampaignEventType,
  campaignTable,
  completionOf,
  decide,
  defaultPauseSource,
  nextActions,
} from './campaign.machine.ts';
import { type Campaign, campaignStatuses, type CampaignStatus, campaignTypes, noEnrolment } from './campaign.ts';
import { noCounts } from '../statistics/counts.ts';

const now = new Date('2026-03-02T09:00:00Z');
const parent = documentId<'CampaignId'>('c00000000000000000000009');

const events: Record<CampaignEventType, CampaignEvent> = {
  start: { type: 'start', by: 'owner-1' },
  schedule: {
    type: 'schedule',
    by: 'owner-1',
    startDate: new Date('2026-04-01T00:00:00Z'),
    runAfterCampaignId: parent,
  },
  unschedule: { type: 'unschedule', by: 'owner-1' },
  pause: { type: 'pause', by: 'owner-1', note: 'holiday' },
  resume: { type: 'resume', by: 'owner-1' },
  cancel: { type: 'cancel', by: 'owner-1', note: null },
  edit: { type: 'edit', by: 'owner-1' },
  delete: { type: 'delete', by: 'owner-1' },
  clone: { type: 'clone', by: 'owner-1' },
  complete: { type: 'complete', by: 'system', code: 'sequence_finished' },
};
const eventTypes = Object.keys(events) as CampaignEventType[];

/** The lifecycle as the product promises it, written down a second time; `-` is a refusal, `=` no change of status. */
const promised: Record<CampaignStatus, Record<CampaignEventType, string>> = {
  draft: row('active scheduled - - - cancelled = deleted = -'),
  scheduled: row('active scheduled draft - - cancelled = - = -'),
  active: row('- - - paused - cancelled - - = completed'),
  paused: row('- - - - active cancelled - - = completed'),
  completed: row('- - - - - - - deleted = -'),
  cancelled: row('- - - - - - - deleted = -'),
};

function row(cells: string): Record<CampaignEventType, string> {
  const words = cells.split(' ');
  return Object.fromEntries(eventTypes.map((type, index) => [type, words[index]])) as Record<CampaignEventType, string>;
}

const outcome = (status: CampaignStatus, type: CampaignEventType): string => {
  const decision = decide({ status, type: 'filtered' }, events[type], now);
  if (!decision.accepted) return '-';
  const { to } = campaignTable[type];
  if (to === 'deleted') return 'deleted';
  return decision.change ? decision.change.status : '=';
};

describe('the lifecycle of a filtered campaign', () => {
  it.each(campaignStatuses.flatMap((status) => eventTypes.map((type) => [status, type, promised[status][type]])))(
    'a %s campaign on "%s" gives "%s"',
    (status, type, expected) => {
      expect(outcome(status as CampaignStatus, type as CampaignEventType)).toBe(expected);
    },
  );

  it('tells a refusal with the current status and what may be done instead', () => {
    expect(decide({ status: 'completed', type: 'filtered' }, events.pause, now)).toEqual({
      accepted: false,
      code: 'CAMPAIGN_TRANSITION_REFUSED',
      currentStatus: 'completed',
      event: 'pause',
      nextActions: ['delete', 'clone'],
    });
  });

  it('keeps the person, the words and the moment of a pause, and forgets the moment at resume', () => {
    const paused = decide({ status: 'active', type: 'filtered' }, events.pause, now);
    expect(paused).toMatchObject({
      change: { pausedAt: now, statusReason: { code: 'requested', note: 'holiday', by: 'owner-1', at: now } },
    });
    expect(decide({ status: 'paused', type: 'filtered' }, events.resume, now)).toMatchObject({
      change: { pausedAt: null },
      effects: [{ type: 'enrol_audience' }],
    });
  });

  it('lets people go and wakes waiting campaigns after a cancel, in this order', () => {
    expect(decide({ status: 'paused', type: 'filtered' }, events.cancel, now)).toMatchObject({
      effects: [{ type: 'exit_live_targets', reason: 'manual' }, { type: 'start_children' }],
    });
  });

  it('never leaves completed or cancelled, whatever happens in whatever order', () => {
    const step = (status: CampaignStatus, type: CampaignEventType): CampaignStatus => {
      const decision = decide({ status, type: 'filtered' }, events[type], now);
      return decision.accepted && decision.change ? decision.change.status : status;
    };
    fc.assert(
      fc.property(fc.constantFrom('completed', 'cancelled'), fc.array(fc.constantFrom(...eventTypes)), (end, path) => {
        expect(path.reduce<CampaignStatus>(step, end as CampaignStatus)).toBe(end);
      }),
    );
  });

  it('reaches every status from a draft', () => {
    const reached = new Set<CampaignStatus>(['draft']);
    for (let size = 0; size !== reached.size;) {
      size = reached.size;
      for (const status of [...reached]) {
        for (const type of eventTypes) {
          const decision = decide({ status, type: 'filtered' }, events[type], now);
          if (decision.accepted && decision.change) reached.add(decision.change.status);
        }
      }
    }
    expect([...reached].sort()).toEqual([...campaignStatuses].sort());
  });
});

describe('next actions', () => {
  it.each(campaignStatuses.flatMap((status) => campaignTypes.map((type) => [status, type] as const)))(
    'of a %s %s campaign are exactly those that would be accepted',
    (status, type) => {
      const accepted = eventTypes.filter((event) => decide({ status, type }, events[event], now).accepted);
      expect(nextActions(status, type)).toEqual(campaignActions.filter((action) => accepted.includes(action)));
    },
  );

  it.each([
    ['active', ['pause']],
    ['paused', ['resume']],
  ] as const)('of the default campaign, %s, are %j: it lives for ever', (status, actions) => {
    expect(nextActions(status, 'default')).toEqual(actions);
  });
});

describe('completion', () => {
  const campaign = (change: Partial<Campaign>) =>
    ({
      type: 'filtered',
      status: 'active',
      audienceMode: 'frozen',
      enrolment: { ...noEnrolment(), isDone: true },
      counts: { ...noCounts(), enrolled: 3, completed: 3 },
      ...change,
    }) as Campaign;

  it.each([
    ['everybody went through', {}, 'sequence_finished'],
    ['it is paused and everybody went through', { status: 'paused' }, 'sequence_finished'],
    ['nobody matched', { counts: noCounts() }, 'no_match'],
    [
      'all who matched were left out',
      {
        counts: noCounts(),
        enrolment: { ...noEnrolment(), isDone: true, split: { ...noEnrolment().split, matched: 2 } },
      },
      'nobody_to_enrol',
    ],
    ['the audience is not enrolled yet', { counts: noCounts(), enrolment: noEnrolment() }, null],
    ['somebody waits', { counts: { ...noCounts(), enrolled: 3, completed: 2, active: 1 } }, null],
    ['a message is on its way', { counts: { ...noCounts(), enrolled: 3, completed: 2, sending: 1 } }, null],
    ['a message is uncertain', { counts: { ...noCounts(), enrolled: 3, completed: 2, unknown: 1 } }, null],
    ['it keeps taking people in', { audienceMode: 'dynamic' }, null],
    ['it is the default campaign', { type: 'default' }, null],
    ['it is cancelled', { status: 'cancelled' }, null],
  ] as const)('when %s', (_, change, expected) => {
    expect(completionOf(campaign(change as Partial<Campaign>))).toBe(expected);
  });
});

describe('the pause of default relance', () => {
  it.each([
    [{ isPausedByOwner: false, allowsSimultaneous: false, runningFiltered: 0 }, null],
    [{ isPausedByOwner: false, allowsSimultaneous: false, runningFiltered: 1 }, 'campaign'],
    [{ isPausedByOwner: false, allowsSimultaneous: true, runningFiltered: 2 }, null],
    [{ isPausedByOwner: true, allowsSimultaneous: true, runningFiltered: 0 }, 'manual'],
    [{ isPausedByOwner: true, allowsSimultaneous: false, runningFiltered: 1 }, 'manual'],
  ])('with %j is by %s', (facts, source) => expect(defaultPauseSource(facts)).toBe(source));
});
