import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  API_TOKEN_STORE,
  type ApiToken,
  type ApiTokenQuery,
  type ApiTokenStore,
  type TokenAudience,
  base62,
} from '@relance/accounts-domain';
import { type Clock, DomainError, problem } from '@relance/kernel';
import {
  API_TOKEN_PREFIX,
  type Actor,
  type Page,
  type PageQuery,
  SYSTEM_CLOCK,
  USER_DIRECTORY,
  type UserDirectory,
  encodeCursor,
  filterHash,
  idBehind,
  toPage,
  validationFailed,
} from '@relance/platform';
import { auditDraft } from '../shared/own-account.ts';
import { type NewTokenView, type TokenView, toTokenView } from './tokens.dto.ts';

export type By = { readonly actor: Actor; readonly requestId: string };
export type WantedToken = {
  readonly name: string;
  readonly audience: TokenAudience;
  readonly ownerId: string | null;
  readonly expiresAt: string | null;
};

/** Tokens with which programs call the API: made, listed, revoked. */
@Injectable()
export class ApiTokens {
  constructor(
    @Inject(API_TOKEN_STORE) private readonly tokens: ApiTokenStore,
    @Inject(USER_DIRECTORY) private readonly owners: UserDirectory,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers the token itself, which is kept nowhere. */
  async create(wanted: WantedToken, by: By): Promise<NewTokenView> {
    const expiresAt = wanted.expiresAt === null ? null : new Date(wanted.expiresAt);
    this.check(wanted, expiresAt);
    const token = `${API_TOKEN_PREFIX}${base62(randomBytes(32))}`;
    // What people make for themselves in the console ends with their account.
    const accountId = by.actor.sessionId !== undefined && by.actor.role === 'user' ? by.actor.id : null;
    const audit = auditDraft(by.actor, 'token.create', by.requestId);
    const madeWith = by.actor.tokenId ?? null;
    const made = await this.tokens.create({ ...wanted, expiresAt, token, accountId, madeWith }, audit);
    if (wanted.ownerId !== null) await this.owners.introduce({ id: wanted.ownerId, name: null, email: null });
    return { token, ...toTokenView(made) };
  }

  async list(filter: ApiTokenQuery, query: PageQuery): Promise<Page<'tokens', TokenView>> {
    const { limit, page = 1, sort } = query;
    const oldestFirst = sort === 'createdAt';
    const hash = filterHash({ list: 'tokens', ...filter, oldestFirst });
    const afterId = idBehind(hash, query.cursor);
    const { rows, total, hasMore } = await this.tokens.list(filter, { page, limit, afterId, oldestFirst });
    const last = rows.at(-1);
    const nextCursor = hasMore && last ? encodeCursor(hash, [last.id]) : null;
    return toPage('tokens', rows.map(toTokenView), { total, page, limit, nextCursor });
  }

  async revoke(id: string, by: By, ownerId?: string): Promise<TokenView> {
    const audit = auditDraft(by.actor, 'token.revoke', by.requestId);
    const revokedWith = by.actor.tokenId ?? null;
    const revoked: ApiToken | null = await this.tokens.revoke(id, audit, { revokedWith, ownerId });
    if (!revoked) throw new DomainError('not_found', 'TOKEN_NOT_FOUND', 'There is no such token.');
    return toTokenView(revoked);
  }

  private check({ audience, ownerId }: WantedToken, expiresAt: Date | null): void {
    const problems = [
      ...(audience === 'user' && ownerId === null ? [{ field: 'ownerId', ...problem('MISSING.ofUser') }] : []),
      ...(audience !== 'user' && ownerId !== null
        ? [{ field: 'ownerId', problem: 'belongs to audience user alone' }]
        : []),
      ...(expiresAt !== null && expiresAt <= this.clock.now()
        ? [{ field: 'expiresAt', ...problem('IN_THE_PAST.future') }]
        : []),
    ];
    if (problems.length > 0) throw validationFailed(problems);
  }
}
