import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import {
  type ApiToken,
  type ApiTokenQuery,
  type ApiTokenStore,
  type AuditDraft,
  type NewApiToken,
  tokenFacts,
} from '@relance/accounts-domain';
import { type Clock, DomainError, earlierOf } from '@relance/kernel';
import {
  AUDIT_WRITER,
  type AuditWriter,
  SYSTEM_CLOCK,
  asTransaction,
  inTransaction,
  readIdPage,
} from '@relance/platform';
import { type ClientSession, type Connection, Model, type mongo, Types } from 'mongoose';
import { tokenHashOf } from '../token-hash.ts';
import { API_TOKEN_MODEL, type ApiTokenDocument } from './api-token.schema.ts';

/** API tokens on MongoDB, each change with its audit line in one transaction. */
@Injectable()
export class MongoApiTokenStore implements ApiTokenStore {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(API_TOKEN_MODEL) private readonly tokens: Model<ApiTokenDocument>,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async create({ token, accountId, madeWith, ...facts }: NewApiToken, audit: AuditDraft): Promise<ApiToken> {
    const fresh = {
      ...facts,
      _id: new Types.ObjectId(),
      tokenHash: tokenHashOf(token),
      accountId: accountId === null ? null : new Types.ObjectId(accountId),
      lastUsedAt: null,
      revokedAt: null,
      createdAt: this.clock.now(),
    };
    return inTransaction(this.connection, async (session) => {
      const document = madeWith === null ? fresh : endedBy(await this.makerOf(madeWith, session), fresh);
      await this.collection.insertOne(document, { session });
      const made = toToken(document);
      await this.note(audit, null, made, session);
      return made;
    });
  }

  /** The token with which another is made. 401 when it was revoked since it was let in. */
  private async makerOf(tokenId: string, session: ClientSession): Promise<ApiTokenDocument> {
    const maker = await this.collection.findOneAndUpdate(
      { _id: new Types.ObjectId(tokenId), revokedAt: null },
      { $inc: { made: 1 } },
      { session, returnDocument: 'after' },
    );
    if (!maker) throw new DomainError('unauthenticated', 'TOKEN_REVOKED', 'The token was revoked.');
    return maker;
  }

  async list(query: ApiTokenQuery, page: Parameters<ApiTokenStore['list']>[1]): ReturnType<ApiTokenStore['list']> {
    const filter = {
      ...(query.ownerId !== undefined && { ownerId: query.ownerId }),
      ...(query.audience && { audience: query.audience }),
    };
    const total = this.tokens.countDocuments(filter);
    const { rows, ...counted } = await readIdPage(this.collection, filter, page, total);
    return { rows: rows.map(toToken), ...counted };
  }

  revoke(
    id: string,
    audit: AuditDraft,
    { revokedWith, ownerId }: { readonly revokedWith: string | null; readonly ownerId?: string | undefined },
  ): Promise<ApiToken | null> {
    const which = { _id: new Types.ObjectId(id), ...(ownerId !== undefined && { ownerId, audience: 'user' as const }) };
    return inTransaction(this.connection, async (session) => {
      const found = await this.tokens.findOne(which, null, { session }).lean();
      if (!found) return null;
      if (found.revokedAt) return toToken(found);
      const revokedAt = this.clock.now();
      const theirs = await this.collection.find({ madeWith: found._id, revokedAt: null }, { session }).toArray();
      const isReplaced = [found, ...theirs].some(({ _id }) => _id.toHexString() === revokedWith);
      const ending = isReplaced ? [found] : [found, ...theirs];
      await this.collection.updateMany(
        { _id: { $in: ending.map(({ _id }) => _id) }, revokedAt: null },
        { $set: { revokedAt } },
        { session },
      );
      for (const token of ending) await this.note(audit, toToken(token), null, session);
      return toToken({ ...found, revokedAt });
    });
  }

  /** The model's own collection; Mongoose leaves its type open. */
  private get collection() {
    return this.tokens.collection as unknown as mongo.Collection<ApiTokenDocument>;
  }

  private note(audit: AuditDraft, before: ApiToken | null, after: ApiToken | null, session: ClientSession) {
    const token = after ?? before;
    return this.audit.append(
      {
        ...audit,
        entity: { type: 'token', id: token?.id ?? '', name: token?.name ?? null },
        ownerId: token?.ownerId ?? null,
        before: before && tokenFacts(before),
        after: after && tokenFacts(after),
      },
      asTransaction(session),
    );
  }
}

/** What ends the maker ends the token too: its account, its last day, its being revoked. */
const endedBy = (maker: ApiTokenDocument, token: ApiTokenDocument): ApiTokenDocument => ({
  ...token,
  accountId: token.accountId ?? maker.accountId ?? null,
  expiresAt: earlierOf(token.expiresAt, maker.expiresAt ?? null),
  madeWith: [maker._id, ...(maker.madeWith ?? [])],
});

const toToken = ({
  _id,
  name,
  audience,
  ownerId,
  madeWith,
  expiresAt,
  lastUsedAt,
  createdAt,
  revokedAt,
}: ApiTokenDocument): ApiToken => ({
  id: _id.toHexString(),
  name,
  audience,
  ownerId: ownerId ?? null,
  madeWith: madeWith?.[0]?.toHexString() ?? null,
  expiresAt: expiresAt ?? null,
  lastUsedAt: lastUsedAt ?? null,
  createdAt,
  revokedAt: revokedAt ?? null,
});
