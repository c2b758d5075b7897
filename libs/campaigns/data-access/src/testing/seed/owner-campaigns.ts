import {
  type CampaignStatus,
  DEFAULT_CAMPAIGN_NAME,
  draftCampaign,
  emptySplit,
  type NewCampaign,
  noEnrolment,
  SYSTEM_ACTOR,
} from '@relance/campaigns-domain';
import { type OwnerId, type Rng } from '@relance/kernel';
import { newCampaignDocument, toStoredEnrolment } from '../../campaigns/campaign.codec.ts';
import { type CampaignDocument } from '../../campaigns/campaign.schema.ts';
import { type SeedIds } from './seed-ids.ts';
import { DAY } from './target-history.ts';

/** How often each status is met among twenty filtered campaigns. */
const frequencies: readonly (readonly [CampaignStatus, number])[] = [
  ['completed', 8],
  ['active', 5],
  ['paused', 2],
  ['draft', 2],
  ['scheduled', 2],
  ['cancelled', 1],
];
const statuses = frequencies.flatMap(([status, times]) => Array.from({ length: times }, () => status));
/** Neighbours in the list have different statuses, so that an owner with four campaigns has several. */
const STEP = 7;
const topics = [
  'Spring offer',
  'Welcome',
  'Renewal',
  'Été à Douala',
  'Back to school',
  'Loyalty',
  'Survey',
  'Reminder',
];

/** A campaign to be filled, and when its people are enrolled. */
export type SeedCampaign = {
  readonly document: CampaignDocument;
  readonly startedAt: Date | null;
  /** The default campaign takes people in every day; others all at once. */
  readonly isContinuous: boolean;
};

/** The status of the owner's filtered campaign of this number. */
export const statusOf = (owner: number, number: number): CampaignStatus =>
  statuses[((owner * 4 + number) * STEP) % statuses.length] ?? 'draft';

export const isFilled = ({ startedAt }: SeedCampaign): boolean => startedAt !== null;

/** The default campaign of an owner, begun a month ago. */
export function aDefaultCampaign(ownerId: OwnerId, isPaused: boolean, ids: SeedIds, now: Date): SeedCampaign {
  const startedAt = new Date(now.getTime() - 30 * DAY);
  const pausedAt = isPaused ? new Date(now.getTime() - DAY / 2) : null;
  const document = {
    ...documentOf(
      draftCampaign(ownerId, {
        name: DEFAULT_CAMPAIGN_NAME,
        type: 'default',
        status: isPaused ? 'paused' : 'active',
        statusReason: pausedAt && { code: 'requested', note: null, by: ownerId, at: pausedAt },
        targetFilter: null,
        audienceMode: 'dynamic',
        maxMessagesPerDay: 100,
        startedAt,
        pausedAt,
      }),
      startedAt,
      ids,
    ),
    enrolment: toStoredEnrolment({ ...noEnrolment(), changedUntil: now, registeredUntil: now }),
  };
  return { document, startedAt, isContinuous: true };
}

/** A filtered campaign with the stamps that go with its status. */
export function aFilteredCampaign(
  ownerId: OwnerId,
  { status, number, people }: { readonly status: CampaignStatus; readonly number: number; readonly people: number },
  { ids, rng, now }: { readonly ids: SeedIds; readonly rng: Rng; readonly now: Date },
): SeedCampaign {
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  const isOpen = status === 'active' || status === 'paused';
  const startedAt =
    status === 'draft' || status === 'scheduled' ? null : ago(isOpen ? 1 + rng.next() * 4 : 9 + rng.next() * 50);
  const createdAt = startedAt ? new Date(startedAt.getTime() - DAY) : ago(rng.next() * 20);
  const at = status === 'paused' ? ago(0.5) : startedAt && new Date(startedAt.getTime() + 8 * DAY);
  const code = status === 'completed' ? ('sequence_finished' as const) : ('requested' as const);
  const document = documentOf(
    draftCampaign(ownerId, {
      maxMessagesPerDay: 50,
      name: `${topics[(number + people) % topics.length]} ${number + 1}`,
      status,
      statusReason:
        at && status !== 'active'
          ? { code, note: null, by: status === 'completed' ? SYSTEM_ACTOR : ownerId, at }
          : null,
      targetFilter: number % 3 === 0 ? { countries: ['CM'] } : {},
      scheduledStartDate: status === 'scheduled' ? new Date(now.getTime() + (1 + rng.next() * 14) * DAY) : null,
      startedAt,
      pausedAt: status === 'paused' ? at : null,
      completedAt: status === 'completed' ? at : null,
      cancelledAt: status === 'cancelled' ? at : null,
    }),
    createdAt,
    ids,
  );
  const split = { ...emptySplit(), matched: people, toEnrol: people };
  const enrolment = startedAt ? { ...noEnrolment(), isDone: true, split } : noEnrolment();
  return { document: { ...document, enrolment: toStoredEnrolment(enrolment) }, startedAt, isContinuous: false };
}

function documentOf(campaign: NewCampaign, createdAt: Date, ids: SeedIds): CampaignDocument {
  const moves = [campaign.startedAt, campaign.pausedAt, campaign.completedAt, campaign.cancelledAt];
  const epoch = moves.filter((move) => move !== null).length;
  const updatedAt = new Date(Math.max(createdAt.getTime(), ...moves.map((move) => move?.getTime() ?? 0)));
  return { ...newCampaignDocument(campaign, createdAt), _id: ids.at(createdAt), epoch, rev: epoch, updatedAt };
}
