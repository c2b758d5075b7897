import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import {
  type Account,
  type AccountChanges,
  type AccountPage,
  type AccountQuery,
  type AccountStore,
  type AccountWrite,
  type Beside,
  type NewAccount,
  accountFacts,
  foldEmail,
} from '@relance/accounts-domain';
import { type Clock, searchedSpellings } from '@relance/kernel';
import {
  beginsWith,
  AUDIT_WRITER,
  type AuditWriter,
  SYSTEM_CLOCK,
  asTransaction,
  inTransaction,
  isDuplicateKey,
  readPage,
} from '@relance/platform';
import { type ClientSession, type Connection, Model, Types } from 'mongoose';
import { API_TOKEN_MODEL, type ApiTokenDocument } from '../tokens/api-token.schema.ts';
import { atRev, changeOf, namesOf, toAccount } from './account.document.ts';
import {
  ACCOUNT_MODEL,
  type AccountDocument,
  CONSOLE_SESSION_MODEL,
  type ConsoleSessionDocument,
  PASSWORD_LINK_MODEL,
  type PasswordLinkDocument,
} from './account.schema.ts';

/** Two people who each take the other's admin role must meet: every change of who is an active admin touches this. */
const ADMINS_GUARD = 'active_admins';

/** Accounts on MongoDB; a change, its audit line and the end of logins are one transaction. */
@Injectable()
export class MongoAccountStore implements AccountStore {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(ACCOUNT_MODEL) private readonly accounts: Model<AccountDocument>,
    @InjectModel(CONSOLE_SESSION_MODEL) private readonly sessions: Model<ConsoleSessionDocument>,
    @InjectModel(PASSWORD_LINK_MODEL) private readonly links: Model<PasswordLinkDocument>,
    @InjectModel(API_TOKEN_MODEL) private readonly tokens: Model<ApiTokenDocument>,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<Account | null> {
    const found = await this.collection.findOne({ _id: new Types.ObjectId(id) });
    return found && toAccount(found);
  }

  async findByEmail(email: string): Promise<Account | null> {
    const found = await this.collection.findOne({ email: foldEmail(email) });
    return found && toAccount(found);
  }

  async hasAdmin(): Promise<boolean> {
    return (await this.collection.findOne({ role: 'admin' }, { projection: { _id: 1 } })) !== null;
  }

  async list(query: AccountQuery, page: AccountPage): ReturnType<AccountStore['list']> {
    const filter = filterOf(query);
    const { rows, ...counted } = await readPage(
      this.collection,
      {
        filter,
        behind: page.after ? placeAfter(page.order, page.after) : null,
        sort: page.order === 'name' ? { nameFolded: 1, _id: 1 } : { _id: page.order === 'newest' ? -1 : 1 },
        skip: (page.page - 1) * page.limit,
        limit: page.limit,
      },
      this.collection.countDocuments(filter),
    );
    return { rows: rows.map(toAccount), ...counted };
  }

  create(account: NewAccount, beside: Beside = {}): Promise<AccountWrite> {
    const _id = new Types.ObjectId();
    const ownerId = account.role === 'user' ? (account.ownerId ?? _id.toHexString()) : null;
    const { ownerId: _, ...facts } = account;
    const document: AccountDocument = {
      _id,
      ...facts,
      email: foldEmail(account.email),
      ...namesOf(account),
      ...(ownerId !== null && { ownerId }),
      createdAt: this.clock.now(),
      rev: 0,
    };
    return this.writing(async (session) => {
      await this.collection.insertOne(document, { session });
      const made = toAccount(document);
      await this.note(beside, null, made, session);
      return { kind: 'done', account: made };
    });
  }

  change(known: Pick<Account, 'id' | 'rev'>, changes: AccountChanges, beside: Beside = {}): Promise<AccountWrite> {
    const _id = new Types.ObjectId(known.id);
    return this.writing(async (session) => {
      const found = await this.collection.findOne({ _id }, { session });
      if (!found) return { kind: 'not_found' };
      const before = toAccount(found);
      if (before.rev !== known.rev) return { kind: 'stale' };
      const after = { ...before, ...changes };
      if (isActiveAdmin(before) && !isActiveAdmin(after) && !(await this.hasOtherAdmin(_id, session))) {
        return { kind: 'last_admin' };
      }
      const { ownerId, ...others } = changeOf(changes, after);
      const written = await this.collection.findOneAndUpdate(
        { _id, rev: atRev(known.rev) } as Record<string, unknown>,
        {
          $set: { ...others, ...(typeof ownerId === 'string' && { ownerId }), rev: known.rev + 1 },
          ...(ownerId === null && { $unset: { ownerId: '' } }),
        },
        { session, returnDocument: 'after' },
      );
      if (!written) return { kind: 'stale' };
      const account = toAccount(written);
      await this.endLogins(_id, beside, session);
      await this.note(beside, before, account, session);
      return { kind: 'done', account };
    });
  }

  remove(known: Pick<Account, 'id' | 'rev'>, beside: Beside = {}): Promise<AccountWrite> {
    const _id = new Types.ObjectId(known.id);
    return this.writing(async (session) => {
      const found = await this.collection.findOne({ _id }, { session });
      if (!found) return { kind: 'not_found' };
      const account = toAccount(found);
      if (account.rev !== known.rev) return { kind: 'stale' };
      if (isActiveAdmin(account) && !(await this.hasOtherAdmin(_id, session))) return { kind: 'last_admin' };
      await this.collection.deleteOne({ _id }, { session });
      await this.endLogins(_id, { endSessions: 'all', endLinks: true }, session);
      await this.tokens.collection.updateMany(
        { accountId: _id, revokedAt: null },
        { $set: { revokedAt: this.clock.now() } },
        { session },
      );
      await this.note(beside, account, null, session);
      return { kind: 'done', account };
    });
  }

  async withTwoFactor(): Promise<Account[]> {
    return (await this.collection.find({ twoFactor: { $type: 'object' } }).toArray()).map(toAccount);
  }

  async useStep(id: string, step: number): Promise<boolean> {
    const used = await this.collection.updateOne(
      { _id: new Types.ObjectId(id), twoFactor: { $type: 'object' }, 'twoFactor.lastStep': { $not: { $gte: step } } },
      { $set: { 'twoFactor.lastStep': step } },
    );
    return used.modifiedCount === 1;
  }

  async useRecoveryCode(id: string, hash: string): Promise<boolean> {
    const used = await this.collection.updateOne({ _id: new Types.ObjectId(id), 'twoFactor.recoveryHashes': hash }, {
      $pull: { 'twoFactor.recoveryHashes': hash },
    } as Record<string, unknown>);
    return used.modifiedCount === 1;
  }

  async upgrade(limit: number): Promise<number> {
    const found = await this.collection
      .find({ searchKeys: { $exists: false } })
      .limit(limit)
      .toArray();
    if (found.length === 0) return 0;
    await this.collection.bulkWrite(
      found.map((stored) => ({
        updateOne: {
          // One that is changed meanwhile has what it needs with its change.
          filter: { _id: stored._id, searchKeys: { $exists: false } },
          update: { $set: namesOf(toAccount(stored)) },
        },
      })),
    );
    return found.length;
  }

  private get collection() {
    return this.accounts.collection as unknown as import('mongodb').Collection<AccountDocument>;
  }

  private async writing(work: (session: ClientSession) => Promise<AccountWrite>): Promise<AccountWrite> {
    try {
      return await inTransaction(this.connection, work);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return {
        kind:
          String(error).includes('owner') && !String(error).includes('index: email') ? 'owner_taken' : 'email_taken',
      };
    }
  }

  private async hasOtherAdmin(_id: Types.ObjectId, session: ClientSession): Promise<boolean> {
    await this.connection
      .collection<{ _id: string; touched: number }>('account_guards')
      .updateOne({ _id: ADMINS_GUARD }, { $inc: { touched: 1 } }, { upsert: true, session });
    // Accounts of earlier versions have no status and are active.
    const other = { _id: { $ne: _id }, role: 'admin' as const, status: { $in: ['active' as const, null] } };
    return (
      (await this.collection.findOne(other as Record<string, unknown>, { session, projection: { _id: 1 } })) !== null
    );
  }

  private async endLogins(accountId: Types.ObjectId, { endSessions, endLinks }: Beside, session: ClientSession) {
    if (endSessions) {
      const kept = endSessions === 'all' ? {} : { _id: { $ne: endSessions.except } };
      await this.sessions.deleteMany({ accountId, ...kept }, { session });
    }
    if (endLinks) await this.links.deleteOne({ _id: accountId }, { session });
  }

  private async note({ audit }: Beside, before: Account | null, after: Account | null, session: ClientSession) {
    const account = after ?? before;
    if (!audit || !account) return;
    await this.audit.append(
      {
        ...audit,
        entity: { type: 'user', id: account.id, name: account.email },
        ownerId: account.ownerId,
        before: before && accountFacts(before),
        after: after && accountFacts(after),
      },
      asTransaction(session),
    );
  }
}

const isActiveAdmin = ({ role, status }: Pick<Account, 'role' | 'status'>): boolean =>
  role === 'admin' && status === 'active';

function filterOf({ role, status, text }: AccountQuery): Record<string, unknown> {
  const begins = (text ? searchedSpellings(text) : []).map((spelling) => ({ searchKeys: beginsWith(spelling) }));
  const ids = text && Types.ObjectId.isValid(text) && text.length === 24 ? [{ _id: new Types.ObjectId(text) }] : [];
  return {
    ...(role && { role }),
    ...(status && { status: status === 'active' ? { $in: ['active', null] } : status }),
    ...(text && { $or: [...begins, { ownerId: text.trim() }, ...ids] }),
  };
}

function placeAfter(
  order: AccountPage['order'],
  { value, id }: { value: string; id: string },
): Record<string, unknown> {
  const _id = new Types.ObjectId(id);
  if (order !== 'name') return { _id: { [order === 'newest' ? '$lt' : '$gt']: _id } };
  return { $or: [{ nameFolded: { $gt: value } }, { nameFolded: value, _id: { $gt: _id } }] };
}
