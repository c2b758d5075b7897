import {
  type AuditDraft,
  type Campaign,
  type CampaignChange,
  type CampaignEdit,
  type CampaignOverview,
  type CampaignQuery,
  type CampaignStatus,
  type CampaignStore,
  type DayMessage,
  DEFAULT_CAMPAIGN_NAME,
  type EnrolmentProgress,
  draftCampaign,
  type NewCampaign,
  type PageOf,
  type PageRequest,
  type OwnerScope,
  type Scope,
  type Sort,
  type StatusMatrix,
} from '@relance/campaigns-domain';
import { type CampaignId, documentId, type FieldChanges, type OwnerId, type Transaction } from '@relance/kernel';
import {
  asTransaction,
  AUDIT_WRITER,
  type AuditWriter,
  inTransaction,
  isDuplicateKey,
  outboxOf,
  Semaphore,
} from '@relance/platform';
import { InjectConnection } from '@nestjs/mongoose';
import { Inject, Injectable } from '@nestjs/common';
import { type Filter } from 'mongodb';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { campaignUpdated } from '../outbox-events.ts';
import { campaignChanges } from './campaign-audit.ts';
import { keysetPage } from '../keyset-page.ts';
import { idOrNull, newCampaignDocument, toCampaign, toStoredEnrolment, toStoredFields } from './campaign.codec.ts';
import { scopeFilter } from '../scope-filter.ts';
import { isCountedByMatrix, listFilter, oneOf, totalOf } from './campaign.query.ts';
import { CAMPAIGN_REMOVALS, type CampaignDocument } from './campaign.schema.ts';
import { CampaignWork } from './campaign.work.ts';
import { holdMedia, type NamedMedia } from '../media/media-holds.ts';
import { CampaignTotals, totalsOf, uncount } from '../statistics/totals.ts';
import { moveStatusCount, readMatrix, statusMatrixOf } from './status-counts.ts';

/** Real time; some twenty transitions of a database that is well. */
const TURN_MS = 1000;

/** Above this the total of a narrowed list is no longer exact: the count stops there. */
export const COUNT_LIMIT = 10_001;

type Where = Readonly<Record<string, unknown>>;
type Change = { readonly now: Date; readonly epochStep: 0 | 1; readonly audit?: AuditDraft | undefined };
/** Null: there was none before, or is none after. */
type Statuses = { readonly before: CampaignStatus | null; readonly after: CampaignStatus | null };
const noChanges: FieldChanges = { before: {}, after: {} };

/** The campaign book on MongoDB. Every change names the status it replaces; the status matrix moves along. */
@Injectable()
export class MongoCampaignStore extends CampaignWork implements CampaignStore {
  private readonly totals: CampaignTotals;
  private readonly turns = new Semaphore(1);

  constructor(
    @InjectConnection() connection: Connection,
    @Inject(AUDIT_WRITER) private readonly auditWriter: AuditWriter,
  ) {
    super(connection);
    this.totals = new CampaignTotals(connection);
  }

  async create(campaign: NewCampaign, now: Date, audit?: AuditDraft): Promise<Campaign> {
    const document = newCampaignDocument(campaign, now);
    const made = toCampaign(document);
    await this.inTurn(async (session) => {
      await this.campaigns.insertOne(document, { session });
      await holdMedia(this.connection, mediaOf(campaign.customMessages), session);
      await moveStatusCount(this.connection, null, document, session);
      await this.writeDown(audit, made, { before: null, after: made.status }, session);
      await outboxOf(this.connection).append([campaignUpdated(made, now)], session);
    });
    return made;
  }

  async ensureDefault(ownerId: OwnerId, now: Date): Promise<Campaign> {
    const known = await this.findDefault(ownerId);
    if (known) return known;
    try {
      return await this.create(defaultCampaign(ownerId, now), now);
    } catch (error) {
      // Another request made it in this moment: the unique index let one through.
      const made = isDuplicateKey(error) ? await this.findDefault(ownerId) : null;
      if (made) return made;
      throw error;
    }
  }

  async findDefault(ownerId: OwnerId): Promise<Campaign | null> {
    const stored = await this.campaigns.findOne({ ownerId, type: 'default' });
    return stored ? toCampaign(stored) : null;
  }

  async find(id: CampaignId, scope: Scope): Promise<Campaign | null> {
    const stored = await this.campaigns.findOne(oneOf(id, scope) as Filter<CampaignDocument>);
    return stored ? toCampaign(stored) : null;
  }

  async findMany(ids: readonly CampaignId[], scope: Scope): Promise<readonly Campaign[]> {
    if (ids.length === 0) return [];
    const where = { _id: { $in: ids.map((id) => new Types.ObjectId(id)) }, ...scopeFilter(scope) };
    return (await this.campaigns.find(where as Filter<CampaignDocument>).toArray()).map(toCampaign);
  }

  async list(query: CampaignQuery, page: PageRequest<Sort>): Promise<PageOf<Campaign>> {
    const where = listFilter(query);
    const total = isCountedByMatrix(query)
      ? this.statusMatrix().then((matrix) => totalOf(matrix, query))
      : this.campaigns.countDocuments(where as Filter<CampaignDocument>, { limit: COUNT_LIMIT });
    const { rows, ...rest } = await keysetPage(this.campaigns, where, page, total);
    return { rows: rows.map(toCampaign), ...rest };
  }

  transition(
    id: CampaignId,
    scope: Scope,
    from: CampaignStatus,
    change: CampaignChange,
    now: Date,
    audit?: AuditDraft,
  ): Promise<Campaign | null> {
    return this.change(oneOf(id, scope), from, change, { now, epochStep: 1, audit });
  }

  complete(id: CampaignId, from: CampaignStatus, change: CampaignChange, now: Date): Promise<Campaign | null> {
    const drained = {
      _id: new Types.ObjectId(id),
      'enrolment.isDone': true,
      'counts.active': 0,
      'counts.sending': 0,
      'counts.unknown': 0,
    };
    return this.change(drained, from, change, { now, epochStep: 1 });
  }

  edit(
    id: CampaignId,
    scope: OwnerScope,
    from: CampaignStatus,
    change: CampaignEdit,
    now: Date,
    audit?: AuditDraft,
  ): Promise<Campaign | null> {
    return this.change(oneOf(id, scope), from, change, { now, epochStep: 0, audit });
  }

  async remove(id: CampaignId, scope: OwnerScope, from: CampaignStatus, audit?: AuditDraft): Promise<Campaign | null> {
    return this.inTurn(async (session) => {
      const where = { ...oneOf(id, scope), status: from } as Filter<CampaignDocument>;
      const removed = await this.campaigns.findOneAndDelete(where, { session });
      if (!removed) return null;
      await moveStatusCount(this.connection, removed, null, session);
      await uncount(this.connection, removed._id, session);
      await this.removals.insertOne({ _id: removed._id, at: new Date() }, { session });
      const gone = toCampaign(removed);
      await this.writeDown(audit, gone, { before: from, after: null }, session);
      return gone;
    });
  }

  async saveEnrolment({ id, epoch, enrolment }: Campaign, progress: EnrolmentProgress): Promise<boolean> {
    const saved = await this.campaigns.updateOne(
      {
        _id: new Types.ObjectId(id),
        epoch,
        'enrolment.cursor': idOrNull(enrolment.cursor),
      } as Filter<CampaignDocument>,
      { $set: { enrolment: toStoredEnrolment(progress) } },
    );
    return saved.matchedCount === 1;
  }

  async unfinishedRemovals(limit: number): Promise<readonly CampaignId[]> {
    const found = await this.removals.find().limit(limit).toArray();
    return found.map(({ _id }) => documentId<'CampaignId'>(_id.toHexString()));
  }

  async finishRemoval(id: CampaignId): Promise<void> {
    await this.removals.deleteOne({ _id: new Types.ObjectId(id) });
  }

  private get removals() {
    return this.connection.collection<{ _id: Types.ObjectId; at: Date }>(CAMPAIGN_REMOVALS);
  }

  async statusMatrix(): Promise<StatusMatrix> {
    return statusMatrixOf(await readMatrix(this.connection));
  }

  async overview(): Promise<CampaignOverview> {
    const stored = await readMatrix(this.connection);
    return { matrix: statusMatrixOf(stored), ...totalsOf(stored) };
  }

  countChanges(limit: number): Promise<number> {
    return this.totals.countChanges(limit);
  }

  /**
   * All of them move the one document of the status counts: at the same moment they would only refuse each other, again and again. Each
   * waits for the one before it, but no longer than a moment: what a slow database does to one it does to all.
   */
  private inTurn<T>(work: (session: ClientSession & Transaction) => Promise<T>): Promise<T> {
    return this.turns.useWithin(TURN_MS, () => inTransaction(this.connection, work));
  }

  private async writeDown(
    draft: AuditDraft | undefined,
    { id, name, ownerId }: Campaign,
    { before, after }: Statuses,
    session: ClientSession,
    changes = noChanges,
  ): Promise<void> {
    if (!draft) return;
    const { details, ...line } = draft;
    const entry = {
      ...line,
      ownerId,
      entity: { type: 'campaign', id, name },
      before: before && { status: before, ...changes.before },
      after: after && { status: after, ...changes.after, ...details },
    };
    await this.auditWriter.append(entry, asTransaction(session));
  }

  private change(
    where: Where,
    from: CampaignStatus,
    change: Readonly<Record<string, unknown>>,
    { now, epochStep, audit }: Change,
  ): Promise<Campaign | null> {
    return this.inTurn(async (session) => {
      const filter = { ...where, status: from } as Filter<CampaignDocument>;
      const isEdit = epochStep === 0;
      const stored = isEdit && audit ? await this.campaigns.findOne(filter, { session }) : null;
      const changed = await this.campaigns.findOneAndUpdate(
        filter,
        // A change of status moves the campaign's numbers from one sum to another.
        {
          $set: { ...toStoredFields(change), updatedAt: now, ...(epochStep === 1 && { isUncounted: true }) },
          $inc: { rev: 1, epoch: epochStep },
        },
        { returnDocument: 'after', session },
      );
      if (!changed) return null;
      if ('customMessages' in change) await holdMedia(this.connection, mediaOf(changed.customMessages), session);
      await moveStatusCount(this.connection, { status: from, type: changed.type }, changed, session);
      const campaign = toCampaign(changed);
      const changes = stored ? campaignChanges(toCampaign(stored), campaign) : noChanges;
      await this.writeDown(audit, campaign, { before: from, after: campaign.status }, session, changes);
      await outboxOf(this.connection).append([campaignUpdated(campaign, now)], session);
      return campaign;
    });
  }
}

const mediaOf = (messages: readonly DayMessage[]): readonly NamedMedia[] =>
  messages.map(({ mediaIds }, index) => ({ field: `customMessages.${index}.mediaIds`, mediaIds }));

const defaultCampaign = (ownerId: OwnerId, now: Date): NewCampaign =>
  draftCampaign(ownerId, {
    name: DEFAULT_CAMPAIGN_NAME,
    type: 'default',
    status: 'active',
    targetFilter: null,
    audienceMode: 'dynamic',
    maxMessagesPerDay: 100,
    startedAt: now,
  });
