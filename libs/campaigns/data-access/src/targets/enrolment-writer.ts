import { newTarget, targetDelta, type Enrolment, type EnrolmentOutcome, type Target } from '@relance/campaigns-domain';
import { documentId } from '@relance/kernel';
import { inTransaction, isDuplicateKey, writeTogether } from '@relance/platform';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { CounterBook } from '../sending/counters.ts';
import { toTargetDocument } from './target.codec.ts';
import { TARGETS, type TargetDocument } from './target.schema.ts';

/** Another process may enrol the same person in the same moment; the second look finds them. */
const ATTEMPTS = 5;
type Person = Enrolment['people'][number];

/** Enrols people: targets, counters and the progress of the audience in one transaction, safe to repeat. */
export class EnrolmentWriter {
  constructor(private readonly connection: Connection) {}

  async enrol(enrolment: Enrolment): Promise<EnrolmentOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inTransaction(this.connection, (session) => this.write(enrolment, session));
      } catch (error) {
        if (!isDuplicateKey(error) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async write(enrolment: Enrolment, session: ClientSession): Promise<EnrolmentOutcome> {
    const isCampaignActive = await this.holdCampaign(enrolment, session);
    if (!isCampaignActive) return { enrolled: 0, duplicates: 0, liveElsewhere: 0, isCampaignActive };
    const known = await this.enrolledBefore(enrolment, session);
    const fresh = enrolment.people.filter(({ contactId }) => !known.has(contactId));
    const live = await this.liveNow(fresh, session);
    const joining = oncePerPhone(fresh.filter(({ phone }) => !live.has(phone)));
    await this.insert(
      joining.map((person) => targetOf(enrolment, person)),
      enrolment.at,
      session,
    );
    return {
      enrolled: joining.length,
      duplicates: enrolment.people.length - fresh.length,
      liveElsewhere: fresh.length - joining.length,
      isCampaignActive,
    };
  }

  /** Also saves the progress; the document is written only while the campaign is active. */
  private async holdCampaign({ campaignId, progress, at }: Enrolment, session: ClientSession): Promise<boolean> {
    const cursor = progress?.cursor ? new Types.ObjectId(progress.cursor) : null;
    const held = await this.connection.collection(CAMPAIGNS).updateOne(
      { _id: new Types.ObjectId(campaignId), status: 'active' },
      {
        $max: { updatedAt: at },
        ...(progress && { $set: { enrolment: { cursor, isDone: progress.isDone } }, $inc: { rev: 1 } }),
      },
      { session },
    );
    return held.matchedCount === 1;
  }

  private async enrolledBefore(
    { campaignId, people }: Enrolment,
    session: ClientSession,
  ): Promise<ReadonlySet<string>> {
    const contactIds = people.map(({ contactId }) => new Types.ObjectId(contactId));
    const found = await this.targets
      .find(
        { campaignId: new Types.ObjectId(campaignId), contactId: { $in: contactIds } },
        { session, projection: { contactId: 1 } },
      )
      .toArray();
    return new Set(found.map(({ contactId }) => contactId.toHexString()));
  }

  private async liveNow(people: readonly Person[], session: ClientSession): Promise<ReadonlySet<string>> {
    const found = await this.targets
      .find({ phone: { $in: people.map(({ phone }) => phone) }, isLive: true }, { session, projection: { phone: 1 } })
      .toArray();
    return new Set(found.map(({ phone }) => phone));
  }

  private async insert(targets: readonly Target[], at: Date, session: ClientSession): Promise<void> {
    if (targets.length === 0) return;
    await this.targets.insertMany(targets.map(toTargetDocument), { session });
    const counters = new CounterBook();
    for (const target of targets) counters.add(target.campaignId, targetDelta(null, target));
    await writeTogether(this.connection, session, counters.writes(at));
  }

  private get targets() {
    return this.connection.collection<TargetDocument>(TARGETS);
  }
}

const oncePerPhone = (people: readonly Person[]): Person[] => [
  ...new Map(people.map((person) => [person.phone, person])).values(),
];

const targetOf = ({ campaignId, ownerId, at }: Enrolment, person: Person): Target =>
  newTarget({ id: documentId<'TargetId'>(new Types.ObjectId().toHexString()), campaignId, ownerId, at, ...person });
