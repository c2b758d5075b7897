import {
  newTarget,
  targetDelta,
  type Enrolment,
  type EnrolmentOutcome,
  hasAddressAmong,
  personKeys,
  type Target,
} from '@relance/campaigns-domain';
import { documentId } from '@relance/kernel';
import { inTransaction, isDuplicateKey, writeTogether } from '@relance/platform';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { type Filter } from 'mongodb';
import { idOrNull, toStoredEnrolment } from '../campaigns/campaign.codec.ts';
import { type CampaignDocument, CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { CONTACTS } from '../contacts/contact.schema.ts';
import { CounterAccumulator } from '../sending/counters.ts';
import { liveWith } from './identity-writer.ts';
import { toTargetDocument } from './target.codec.ts';
import { TARGETS, type TargetDocument } from './target.schema.ts';

/** Another process may enrol the same person in the same moment; the second look finds them. */
const ATTEMPTS = 5;
const nobody = { enrolled: 0, duplicates: 0, liveElsewhere: 0, overLimit: 0 } as const;
type Person = Enrolment['people'][number];

/** Enrols people: targets, their contacts' flag, counters and the progress of the audience in one transaction, safe to repeat. */
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
    const campaign = await this.holdCampaign(enrolment, session);
    if (campaign === null) return { ...nobody, state: await this.whyNot(enrolment, session) };
    const known = await this.enrolledBefore(enrolment, session);
    const isKnown = (person: Person) => known.has(person.contactId) || hasAddressAmong(person, known);
    const fresh = enrolment.people.filter((person) => !isKnown(person));
    const live = await this.liveNow(fresh, session);
    const able = oncePerPerson(fresh.filter((person) => !hasAddressAmong(person, live)));
    const room = Math.max(0, (enrolment.limit ?? Number.POSITIVE_INFINITY) - (campaign.counts?.enrolled ?? 0));
    const joining = able.slice(0, room);
    await this.insert(
      joining.map((person) => targetOf(enrolment, person)),
      enrolment.at,
      session,
    );
    return {
      enrolled: joining.length,
      duplicates: enrolment.people.length - fresh.length,
      liveElsewhere: fresh.length - able.length,
      overLimit: able.length - joining.length,
      state: 'written',
    };
  }

  /**
   * Writes the campaign's document first, so that enrolments of one campaign follow one another; only while it is active and,
   * with progress, while the cursor is where this page was read from.
   */
  private async holdCampaign(
    { campaignId, progress, at }: Enrolment,
    session: ClientSession,
  ): Promise<CampaignDocument | null> {
    const where = {
      _id: new Types.ObjectId(campaignId),
      status: 'active',
      ...(progress && { 'enrolment.cursor': idOrNull(progress.from.cursor), 'enrolment.isDone': false }),
    };
    return this.campaigns.findOneAndUpdate(
      where as Filter<CampaignDocument>,
      {
        $max: { updatedAt: at },
        ...(progress && { $set: { enrolment: toStoredEnrolment(progress.to) }, $inc: { rev: 1 } }),
      },
      { session, returnDocument: 'after', projection: { 'counts.enrolled': 1 } },
    );
  }

  private async whyNot({ campaignId }: Enrolment, session: ClientSession): Promise<'inactive' | 'overtaken'> {
    const active = { _id: new Types.ObjectId(campaignId), status: 'active' as const };
    return (await this.campaigns.findOne(active, { session, projection: { _id: 1 } })) ? 'overtaken' : 'inactive';
  }

  private get campaigns() {
    return this.connection.collection<CampaignDocument>(CAMPAIGNS);
  }

  private async enrolledBefore(
    { campaignId, people }: Enrolment,
    session: ClientSession,
  ): Promise<ReadonlySet<string>> {
    const contactIds = people.map(({ contactId }) => new Types.ObjectId(contactId));
    const keys = people.flatMap(personKeys);
    const campaign = new Types.ObjectId(campaignId);
    const found = await this.targets
      .find(
        {
          $or: [
            { campaignId: campaign, contactId: { $in: contactIds } },
            { campaignId: campaign, personKeys: { $in: keys } },
            { campaignId: campaign, phone: { $in: keys } },
          ],
        },
        { session, projection: { contactId: 1, phone: 1, personKeys: 1 } },
      )
      .toArray();
    return new Set(found.flatMap((target) => [target.contactId.toHexString(), ...addressesOf(target)]));
  }

  private async liveNow(people: readonly Person[], session: ClientSession): Promise<ReadonlySet<string>> {
    const found = await this.targets
      .find(liveWith(people.flatMap(personKeys)), { session, projection: { phone: 1, personKeys: 1 } })
      .toArray();
    return new Set(found.flatMap(addressesOf));
  }

  private async insert(targets: readonly Target[], at: Date, session: ClientSession): Promise<void> {
    if (targets.length === 0) return;
    const documents = targets.map(toTargetDocument);
    await this.targets.insertMany(documents, { session });
    await this.connection
      .collection(CONTACTS)
      .updateMany(
        { _id: { $in: documents.map(({ contactId }) => contactId) } },
        { $set: { isInLiveSequence: true } },
        { session },
      );
    const counters = new CounterAccumulator();
    for (const target of targets) counters.add(target.campaignId, targetDelta(null, target));
    await writeTogether(this.connection, session, counters.writes(at));
  }

  private get targets() {
    return this.connection.collection<TargetDocument>(TARGETS);
  }
}

const addressesOf = ({ phone, personKeys: keys = [] }: Pick<TargetDocument, 'phone' | 'personKeys'>): string[] => [
  phone,
  ...keys,
];

/** Of records about one person the first joins. */
function oncePerPerson(people: readonly Person[]): Person[] {
  const taken = new Set<string>();
  return people.filter((person) => {
    const keys = personKeys(person);
    if (keys.some((key) => taken.has(key))) return false;
    for (const key of keys) taken.add(key);
    return true;
  });
}

const targetOf = ({ campaignId, ownerId, at }: Enrolment, person: Person): Target =>
  newTarget({ id: documentId<'TargetId'>(new Types.ObjectId().toHexString()), campaignId, ownerId, at, ...person });
