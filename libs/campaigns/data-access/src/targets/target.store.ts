import {
  decideTarget,
  isLive,
  type Enrolment,
  type EnrolmentOutcome,
  type ExitReason,
  type IdentifyOutcome,
  type PageOf,
  type PageRequest,
  type Scope,
  type SendingChange,
  type Target,
  type TargetQuery,
  type TargetStore,
  targetStatuses,
} from '@relance/campaigns-domain';
import { type CampaignId, type ContactId, documentId, type OwnerId, type TargetId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { scopeFilter } from '../scope-filter.ts';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { CONTACTS } from '../contacts/contact.schema.ts';
import { DELIVERIES } from '../deliveries/delivery.schema.ts';
import { idPage } from '../id-page.ts';
import { ChangeWriter } from '../sending/change-writer.ts';
import { EnrolmentWriter } from './enrolment-writer.ts';
import { IdentityWriter, liveWith } from './identity-writer.ts';
import { toTarget } from './target.codec.ts';
import { TARGETS, type TargetDocument } from './target.schema.ts';
import { waitingTargets } from './waiting-targets.ts';

/** A person has few live targets; more than this at once would be a broken index. */
const PERSON_LIMIT = 100;
const MISS_LIMIT = 20;

/** Targets on MongoDB; every exit moves its campaign's counters in the same transaction. */
@Injectable()
export class MongoTargetStore implements TargetStore {
  private readonly enrolments: EnrolmentWriter;
  private readonly changes: ChangeWriter;
  private readonly identities: IdentityWriter;

  constructor(@InjectConnection() private readonly connection: Connection) {
    this.enrolments = new EnrolmentWriter(connection);
    this.changes = new ChangeWriter(connection);
    this.identities = new IdentityWriter(connection);
  }

  private get targets() {
    return this.connection.collection<TargetDocument>(TARGETS);
  }

  enrol(enrolment: Enrolment): Promise<EnrolmentOutcome> {
    return this.enrolments.enrol(enrolment);
  }

  async exitLive(
    campaignId: CampaignId,
    reason: ExitReason,
    { at, limit }: { readonly at: Date; readonly limit: number },
  ): Promise<{ readonly exited: number; readonly isDone: boolean }> {
    const live = { campaignId: new Types.ObjectId(campaignId), status: { $in: ['active', 'sending', 'unknown'] } };
    const exited = await this.exit(live as Filter<TargetDocument>, reason, at, limit);
    const left = await this.targets
      .find(live as Filter<TargetDocument>, { projection: { _id: 1 } })
      .limit(1)
      .next();
    return { exited, isDone: left === null };
  }

  exitPerson(
    person: { readonly ownerId: OwnerId; readonly contactId: ContactId },
    reason: ExitReason,
    at: Date,
  ): Promise<number> {
    const filter = { contactId: new Types.ObjectId(person.contactId), isLive: true, ownerId: person.ownerId };
    return this.exit(filter, reason, at, PERSON_LIMIT);
  }

  async exitByKeys(keys: readonly string[], reason: ExitReason, at: Date, ownerId?: OwnerId): Promise<number> {
    if (keys.length === 0) return 0;
    return this.exit(liveWith(keys, ownerId), reason, at, PERSON_LIMIT);
  }

  async noteReply(
    { ownerId, keys }: { readonly ownerId: OwnerId; readonly keys: readonly string[] },
    at: Date,
    now: Date,
  ): Promise<number> {
    if (keys.length === 0) return 0;
    for (let round = 0; ; round += 1) {
      const meant = await this.repliedTo(ownerId, keys, at);
      const stopping = await this.stoppingAtReply(meant.map(({ campaignId }) => campaignId));
      const changes = meant.flatMap((before): SendingChange[] => {
        const stop = stopping.has(before.campaignId);
        const after = decideTarget(before, { type: 'replied', at, stop }, now);
        return after ? [{ target: { before, after }, delivery: null, refund: null }] : [];
      });
      const { missedTargets } = await this.changes.apply(changes, now);
      if (missedTargets.length > 0 && round < MISS_LIMIT) continue;
      return changes.filter(({ target }) => target?.after.exitReason === 'replied' && isLive(target.before)).length;
    }
  }

  async addressesEnrolled(ownerId: OwnerId, keys: readonly string[]): Promise<readonly string[]> {
    const found = await this.targets
      .find(
        {
          $or: [
            { ownerId, phone: { $in: [...keys] } },
            { ownerId, personKeys: { $in: [...keys] } },
          ],
        },
        { projection: { phone: 1, personKeys: 1 } },
      )
      .limit(PERSON_LIMIT)
      .toArray();
    return [...new Set(found.flatMap(({ phone, personKeys: known = [] }) => [phone, ...known]))];
  }

  /** The live targets that a reply of this person is about, or else the one that ended last. */
  private async repliedTo(ownerId: OwnerId, keys: readonly string[], at: Date): Promise<readonly Target[]> {
    const live = await this.targets
      .find({ $and: [liveWith(keys), { ownerId, enrolledAt: { $lte: at } }] } as Filter<TargetDocument>)
      .limit(PERSON_LIMIT)
      .toArray();
    if (live.length > 0) return live.map(toTarget);
    const last = async (address: Filter<TargetDocument>): Promise<Target[]> =>
      (
        await this.targets
          .find({ ownerId, ...address, isLive: false, enrolledAt: { $lte: at } } as Filter<TargetDocument>)
          .sort({ exitedAt: -1 })
          .limit(1)
          .toArray()
      ).map(toTarget);
    // Those of earlier versions know only their phone.
    const ended = await Promise.all([last({ personKeys: { $in: [...keys] } }), last({ phone: { $in: [...keys] } })]);
    const endedAt = ({ exitedAt }: Target): number => exitedAt?.getTime() ?? 0;
    return ended
      .flat()
      .sort((a, b) => endedAt(b) - endedAt(a))
      .slice(0, 1);
  }

  private async stoppingAtReply(ids: readonly CampaignId[]): Promise<ReadonlySet<CampaignId>> {
    if (ids.length === 0) return new Set();
    const found = await this.connection
      .collection(CAMPAIGNS)
      .find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) }, stopOnReply: true }, { projection: { _id: 1 } })
      .toArray();
    return new Set(found.map(({ _id }) => documentId<'CampaignId'>(_id.toHexString())));
  }

  identify(id: TargetId, account: Pick<Target, 'waPhone' | 'lid'>, at: Date): Promise<IdentifyOutcome> {
    return this.identities.identify(id, account, at);
  }

  async removeOf(campaignId: CampaignId, limit: number): Promise<number> {
    const found = await this.targets
      .find({ campaignId: new Types.ObjectId(campaignId) }, { projection: { contactId: 1, isLive: 1 } })
      .limit(limit)
      .toArray();
    const ids = found.map(({ _id }) => _id);
    if (ids.length === 0) return 0;
    // One whose message was on its way when the campaign was cancelled and removed.
    const freed = found.flatMap(({ contactId, isLive: wasLive }) => (wasLive ? contactId : []));
    if (freed.length > 0)
      await this.connection
        .collection(CONTACTS)
        .updateMany({ _id: { $in: freed } }, { $set: { isInLiveSequence: false } });
    await this.connection.collection(DELIVERIES).deleteMany({ targetId: { $in: ids } });
    await this.targets.deleteMany({ _id: { $in: ids } });
    return ids.length;
  }

  countSending(campaignId: CampaignId): Promise<number> {
    return this.targets.countDocuments({ campaignId: new Types.ObjectId(campaignId), status: 'sending' });
  }

  async liveKeys(keys: readonly string[]): Promise<ReadonlySet<string>> {
    if (keys.length === 0) return new Set();
    const found = await this.targets.find(liveWith(keys), { projection: { phone: 1, personKeys: 1 } }).toArray();
    const theirs = new Set(found.flatMap(({ phone, personKeys = [] }) => [phone, ...personKeys]));
    return new Set(keys.filter((key) => theirs.has(key)));
  }

  async enrolledContacts(campaignId: CampaignId, contactIds: readonly ContactId[]): Promise<ReadonlySet<ContactId>> {
    const found = await this.targets
      .find(
        {
          campaignId: new Types.ObjectId(campaignId),
          contactId: { $in: contactIds.map((id) => new Types.ObjectId(id)) },
        },
        { projection: { contactId: 1 } },
      )
      .toArray();
    return new Set(found.map(({ contactId }) => documentId<'ContactId'>(contactId.toHexString())));
  }

  async dueFirst(ownerId: OwnerId, campaignIds: readonly CampaignId[], limit: number): Promise<readonly Target[]> {
    const found = await waitingTargets(this.targets, { ownerId, campaignIds }, { $gte: new Date(0) }, limit);
    return found.map(toTarget);
  }

  async find(id: TargetId, scope: Scope): Promise<Target | null> {
    const stored = await this.targets.findOne({
      _id: new Types.ObjectId(id),
      ...scopeFilter(scope),
    } as Filter<TargetDocument>);
    return stored ? toTarget(stored) : null;
  }

  async list(query: TargetQuery, page: PageRequest): Promise<PageOf<Target>> {
    const { rows, ...rest } = await idPage(this.targets, filterOf(query), page, query.knownTotal);
    // Counters outlive targets that were removed for their age.
    if (rows.length === 0 && page.page === 1 && !page.after) return { rows: [], total: 0, next: null };
    return { rows: rows.map(toTarget), ...rest };
  }

  /** Decides the exits and writes them; whoever moved meanwhile is looked at again. */
  private async exit(filter: Filter<TargetDocument>, reason: ExitReason, at: Date, limit: number): Promise<number> {
    let exited = 0;
    for (let round = 0; round < MISS_LIMIT; round += 1) {
      const live = (
        await this.targets
          .find(filter)
          .limit(limit - exited)
          .toArray()
      ).map(toTarget);
      const changes = live.flatMap((before): SendingChange[] => {
        const after = decideTarget(before, { type: 'exit', reason }, at);
        return after ? [{ target: { before, after }, delivery: null, refund: null }] : [];
      });
      const { missedTargets } = await this.changes.apply(changes, at);
      exited += changes.length - missedTargets.length;
      if (missedTargets.length === 0) return exited;
    }
    return exited;
  }
}

function filterOf({ scope, campaignId, contactId, statuses, replied }: TargetQuery): Filter<TargetDocument> {
  const isWhole = !statuses || statuses.length === targetStatuses.length;
  const areLive = statuses && statuses.every((status) => ['active', 'sending', 'unknown'].includes(status));
  return {
    ...scopeFilter(scope),
    ...(campaignId && { campaignId: new Types.ObjectId(campaignId) }),
    ...(contactId && { contactId: new Types.ObjectId(contactId) }),
    ...(!isWhole && { status: statuses.length === 1 ? statuses[0] : { $in: [...statuses] } }),
    ...(replied !== undefined && { repliedAt: replied ? { $gt: new Date(0) } : null }),
    // Named so that the index of live targets can answer for an owner.
    ...(areLive && !campaignId && { isLive: true }),
  } as Filter<TargetDocument>;
}
