import {
  type Delivery,
  deliveryCells,
  hourlyTargetCells,
  newTarget,
  type Target,
  targetCells,
} from '@relance/campaigns-domain';
import { documentId, ownerId, type Rng, seededRng } from '@relance/kernel';
import { type CampaignDocument } from '../../campaigns/campaign.schema.ts';
import { type ContactDocument } from '../../contacts/contact.schema.ts';
import { toDeliveryDocument } from '../../deliveries/delivery.codec.ts';
import { type DeliveryDocument } from '../../deliveries/delivery.schema.ts';
import { toTargetDocument } from '../../targets/target.codec.ts';
import { type TargetDocument } from '../../targets/target.schema.ts';
import { aDefaultCampaign, aFilteredCampaign, isFilled, type SeedCampaign, statusOf } from './owner-campaigns.ts';
import { contactIdOf, noteEnd, noteLive, peopleOf, type SeedPerson } from './owner-people.ts';
import { type SeedIds } from './seed-ids.ts';
import { type OwnerShare, type SeedOptions } from './seed-plan.ts';
import { addAt, type SeedDays, type SeedHours } from './seed-tables.ts';
import { DAY, type Fate, TargetHistories } from './target-history.ts';

/** The part of an owner's targets that the default campaign has. */
const DEFAULT_PART = 0.4;
const HOUR = 3_600_000;

export type OwnerSeed = {
  readonly id: string;
  readonly contacts: readonly ContactDocument[];
  readonly campaigns: readonly CampaignDocument[];
  readonly targets: readonly TargetDocument[];
  readonly deliveries: readonly DeliveryDocument[];
  /** Phones of the people who asked to be left alone, and when. */
  readonly optOuts: readonly { readonly phone: string; readonly at: Date }[];
};

export const seedOwnerId = (index: number) => ownerId(`seed-owner-${String(index + 1).padStart(5, '0')}`);

/** Everything of one owner that belongs to campaigns; what is counted over time goes into `hours` and `days`. */
export class OwnerSeeder {
  private readonly now: Date;

  constructor(
    private readonly options: SeedOptions,
    private readonly ids: SeedIds,
    private readonly hours: SeedHours,
    private readonly days: SeedDays,
  ) {
    this.now = options.now;
  }

  build(share: OwnerShare): OwnerSeed {
    const id = seedOwnerId(share.index);
    const rng = seededRng(`${this.options.seed} ${id}`);
    const people = peopleOf(id, share, this.ids, rng, this.now);
    const campaigns = this.campaigns(share, rng);
    const histories = new TargetHistories(this.ids, rng, this.now);
    const targets: TargetDocument[] = [];
    const deliveries: DeliveryDocument[] = [];
    const optOuts: { phone: string; at: Date }[] = [];
    let next = 0;
    for (const [campaign, size] of this.sizes(campaigns, share)) {
      for (let place = 0; place < size; place += 1) {
        const person = people[next % people.length] as SeedPerson; // there are people, and fewer places than people
        next += 1;
        const made = this.target(campaign, person, histories, rng);
        targets.push(toTargetDocument(made.target));
        for (const delivery of made.deliveries) deliveries.push(toDeliveryDocument(delivery, this.now));
        if (made.target.exitReason === 'opted_out' && made.target.exitedAt)
          optOuts.push({ phone: made.target.phone, at: made.target.exitedAt });
      }
    }
    return {
      id,
      contacts: people.map(({ document }) => document),
      campaigns: campaigns.map(({ document }) => document),
      targets,
      deliveries,
      optOuts,
    };
  }

  private campaigns(share: OwnerShare, rng: Rng): SeedCampaign[] {
    const id = seedOwnerId(share.index);
    const first = aDefaultCampaign(id, share.index % 10 === 9, this.ids, this.now);
    const people = Math.floor((share.targets * (1 - DEFAULT_PART)) / Math.max(1, share.campaigns - 1));
    const filtered = Array.from({ length: share.campaigns - 1 }, (_, number) =>
      aFilteredCampaign(
        id,
        { status: statusOf(share.index, number), number, people },
        { ids: this.ids, rng, now: this.now },
      ),
    );
    return [first, ...filtered];
  }

  /** How many targets each campaign has: nobody is in one campaign twice. */
  private sizes(campaigns: readonly SeedCampaign[], share: OwnerShare): [SeedCampaign, number][] {
    const [first, ...others] = campaigns;
    if (!first) return [];
    const filled = others.filter(isFilled);
    const ofFirst = filled.length === 0 ? 1 : DEFAULT_PART;
    const inFirst = Math.min(share.contacts, Math.round(share.targets * ofFirst));
    const rest = share.targets - inFirst;
    const sizes = filled.map((campaign, at): [SeedCampaign, number] => {
      const size = Math.floor(((at + 1) * rest) / filled.length) - Math.floor((at * rest) / filled.length);
      return [campaign, Math.min(share.contacts, size)];
    });
    return [[first, inFirst], ...sizes];
  }

  private target(campaign: SeedCampaign, person: SeedPerson, histories: TargetHistories, rng: Rng) {
    const { document } = campaign;
    const enrolledAt = this.enrolledAt(campaign, rng);
    const fate = this.fate(campaign, person, enrolledAt, rng);
    const { phone, language, lastInboundAt } = person.document;
    const where = {
      ownerId: document.ownerId,
      campaignId: documentId<'CampaignId'>(document._id.toHexString()),
      enrolledAt,
    };
    const who = { contactId: contactIdOf(person), phone, language: language ?? 'fr', isCold: lastInboundAt === null };
    const made = histories.build(where, who, fate);
    if ('reason' in fate) noteEnd(person, fate.reason, fate.endsAt);
    else noteLive(person);
    this.count(document, made.target, made.deliveries);
    return made;
  }

  private enrolledAt({ startedAt, isContinuous }: SeedCampaign, rng: Rng): Date {
    const start = startedAt ?? this.now;
    if (!isContinuous) return new Date(start.getTime() + rng.next() * 10 * 60_000);
    // Twice a day, for a month; the last ones an hour ago.
    const slots = Math.floor((this.now.getTime() - start.getTime() - HOUR) / (DAY / 2));
    return new Date(start.getTime() + Math.floor(rng.next() * slots) * (DAY / 2) + rng.next() * 30 * 60_000);
  }

  /** Live where the campaign still runs and the person is in no other sequence; ended otherwise, for every reason. */
  private fate({ document }: SeedCampaign, person: SeedPerson, enrolledAt: Date, rng: Rng): Fate {
    const age = Math.floor((this.now.getTime() - enrolledAt.getTime()) / DAY);
    const chance = rng.next();
    const isRunning = document.status === 'active' || document.status === 'paused';
    if (isRunning && age < 6 && person.state === 'free' && chance < 0.9)
      return { status: chance < 0.01 ? 'unknown' : 'active', days: age + 1 };
    const days = Math.min(age + 1, 1 + Math.floor(rng.next() * 6));
    const endsAt = new Date(Math.min(enrolledAt.getTime() + days * DAY, this.now.getTime() - 60_000));
    if (document.status === 'cancelled') return { reason: 'manual', days, endsAt };
    if (age >= 7 && chance < 0.5)
      return { reason: 'completed_7days', days: 7, endsAt: new Date(enrolledAt.getTime() + 6 * DAY + HOUR) };
    if (chance < 0.6 && person.state === 'free') return { reason: 'paid', days, endsAt };
    if (chance < 0.63 && person.state === 'free') return { reason: 'opted_out', days, endsAt };
    if (chance < 0.7) return { reason: 'invalid_contact', days, endsAt };
    return { reason: chance < 0.8 ? 'delivery_exhausted' : 'manual', days, endsAt };
  }

  /** Into the campaign's counters, the sender's days and the hours, by the product's own rules. */
  private count(campaign: CampaignDocument, target: Target, deliveries: readonly Delivery[]): void {
    const counters = campaign as unknown as Record<string, unknown>;
    for (const cell of targetCells(target)) addAt(counters, cell, 1);
    for (const delivery of deliveries) {
      for (const cell of deliveryCells(delivery)) addAt(counters, cell, 1);
      this.hours.addDelivery(delivery);
      this.days.add(delivery);
    }
    addAt(counters, 'statsRev', 1 + deliveries.length * 2);
    if (target.exitedAt) {
      const before = { ...newTarget({ ...target, at: target.enrolledAt }), currentDay: target.currentDay };
      this.hours.add(target.campaignId, hourlyTargetCells(before, target), target.exitedAt);
    }
  }
}
