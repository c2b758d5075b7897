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
import { type Clock, earlierOf } from '@relance/kernel';
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
    const parent = madeWith === null ? null : await this.limitsOf(madeWith);
    const document: ApiTokenDocument = {
      _id: new Types.ObjectId(),
      ...facts,
      tokenHash: tokenHashOf(token),
      accountId: accountId === null ? (parent?.accountId ?? null) : new Types.ObjectId(accountId),
      expiresAt: earlierOf(facts.expiresAt, parent?.expiresAt ?? null),
      lastUsedAt: null,
      revokedAt: null,
      createdAt: this.clock.now(),
    };
    await inTransaction(this.connection, async (session) => {
      await this.tokens.collection.insertOne(document, { session });
      await this.note(audit, null, toToken(document), session);
    });
    return toToken(document);
  }

  /** What ends a token, and with it those that are made with it. */
  private limitsOf(tokenId: string): Promise<Pick<ApiTokenDocument, 'accountId' | 'expiresAt'> | null> {
    return this.tokens.findById(tokenId, { accountId: 1, expiresAt: 1 }).lean();
  }

  async list(query: ApiTokenQuery, page: Parameters<ApiTokenStore['list']>[1]): ReturnType<ApiTokenStore['list']> {
    const filter = {
      ...(query.ownerId !== undefined && { ownerId: query.ownerId }),
      ...(query.audience && { audience: query.audience }),
    };
    const total = this.tokens.countDocuments(filter);
    // The model's own collection; Mongoose leaves its type open.
    const tokens = this.tokens.collection as unknown as mongo.Collection<ApiTokenDocument>;
    const { rows, ...counted } = await readIdPage(tokens, filter, page, total);
    return { rows: rows.map(toToken), ...counted };
  }

  revoke(id: string, audit: AuditDraft, ownerId?: string): Promise<ApiToken | null> {
    const which = { _id: new Types.ObjectId(id), ...(ownerId !== undefined && { ownerId, audience: 'user' as const }) };
    return inTransaction(this.connection, async (session) => {
      const found = await this.tokens.findOne(which, null, { session }).lean();
      if (!found || found.revokedAt) return found && toToken(found);
      const revokedAt = this.clock.now();
      await this.tokens.updateOne({ _id: found._id, revokedAt: null }, { $set: { revokedAt } }, { session });
      const revoked = toToken({ ...found, revokedAt });
      await this.note(audit, revoked, null, session);
      return revoked;
    });
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

const toToken = ({
  _id,
  name,
  audience,
  ownerId,
  expiresAt,
  lastUsedAt,
  createdAt,
  revokedAt,
}: ApiTokenDocument): ApiToken => ({
  id: _id.toHexString(),
  name,
  audience,
  ownerId: ownerId ?? null,
  expiresAt: expiresAt ?? null,
  lastUsedAt: lastUsedAt ?? null,
  createdAt,
  revokedAt: revokedAt ?? null,
});
