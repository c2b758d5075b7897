import { Inject, Injectable, Optional } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Clock } from '@relance/kernel';
import {
  INSTALLATION_SETTINGS,
  type InstallationSettingsReader,
  type PrincipalReader,
  type PrincipalRefusal,
  SYSTEM_CLOCK,
  type TokenPrincipal,
} from '@relance/platform';
import { Model, Types } from 'mongoose';
import {
  ACCOUNT_MODEL,
  type AccountDocument,
  CONSOLE_SESSION_MODEL,
  type ConsoleSessionDocument,
} from '../accounts/account.schema.ts';
import { tokenHashOf } from '../token-hash.ts';
import { API_TOKEN_MODEL, type ApiTokenDocument } from '../tokens/api-token.schema.ts';

/** Use of a session or token is written down at most once in this time. */
const USE_NOTED_EVERY_MS = 60_000;

/** Reads console sessions and API tokens at every request, so that an ended one is over at once. */
@Injectable()
export class MongoPrincipalReader implements PrincipalReader {
  constructor(
    @InjectModel(ACCOUNT_MODEL) private readonly accounts: Model<AccountDocument>,
    @InjectModel(CONSOLE_SESSION_MODEL) private readonly sessions: Model<ConsoleSessionDocument>,
    @InjectModel(API_TOKEN_MODEL) private readonly tokens: Model<ApiTokenDocument>,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Optional() @Inject(INSTALLATION_SETTINGS) private readonly settings: InstallationSettingsReader | null = null,
  ) {}

  async ofSession(sessionId: string): ReturnType<PrincipalReader['ofSession']> {
    const session = await this.sessions.findOne({ _id: sessionId, expiresAt: { $gt: this.clock.now() } }).lean();
    const account = session && (await this.accounts.findById(session.accountId).lean());
    if (!account || account.status === 'disabled') return null;
    const id = account._id.toHexString();
    await this.noteUse(this.sessions, { _id: sessionId }, 'lastSeenAt', session.lastSeenAt ?? null);
    const { email, role } = account;
    const ownerId = role === 'user' ? (account.ownerId ?? id) : null;
    return { id, email, role, ownerId, mustEnrolTwoFactor: await this.mustEnrol(account) };
  }

  async ofToken(token: string): Promise<TokenPrincipal | PrincipalRefusal> {
    const found = await this.tokens.findOne({ tokenHash: tokenHashOf(token) }).lean();
    if (!found) return 'unknown';
    if (found.revokedAt) return 'revoked';
    if (found.expiresAt && found.expiresAt <= this.clock.now()) return 'expired';
    const refusal = found.accountId && (await this.refusalOf(found.accountId, found.ownerId));
    if (refusal) return refusal;
    await this.noteUse(this.tokens, { _id: found._id }, 'lastUsedAt', found.lastUsedAt);
    const { _id, name, audience, ownerId } = found;
    return { id: _id.toHexString(), name, audience, ownerId };
  }

  async ended(open: Parameters<PrincipalReader['ended']>[0]): Promise<ReadonlySet<string>> {
    const now = this.clock.now();
    const [sessions, tokens] = await Promise.all([
      this.sessions.find({ _id: { $in: [...open.sessionIds] }, expiresAt: { $gt: now } }, { _id: 1 }).lean(),
      this.tokens
        .find(
          {
            _id: { $in: open.tokenIds.map((id) => new Types.ObjectId(id)) },
            revokedAt: null,
            $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }],
          },
          { _id: 1, accountId: 1, ownerId: 1 },
        )
        .lean(),
    ]);
    const makers = tokens.flatMap(({ accountId }) => accountId ?? []);
    const accounts =
      makers.length === 0
        ? []
        : await this.accounts.find({ _id: { $in: makers } }, { status: 1, role: 1, ownerId: 1 }).lean();
    const byId = new Map(accounts.map((account) => [account._id.toHexString(), account]));
    // What somebody made for themselves is no good while their account is disabled, or is another owner's.
    const goodTokens = tokens.filter(({ accountId, ownerId }) => {
      const account = accountId && byId.get(accountId.toHexString());
      return !accountId || (account && account.status !== 'disabled' && isStillOf(account, ownerId));
    });
    const good = new Set([...sessions.map(({ _id }) => _id), ...goodTokens.map(({ _id }) => _id.toHexString())]);
    return new Set([...open.sessionIds, ...open.tokenIds].filter((id) => !good.has(id)));
  }

  private async mustEnrol({ role, twoFactor }: AccountDocument): Promise<boolean> {
    if (role !== 'admin' || twoFactor) return false;
    return (await this.settings?.read())?.requireTwoFactor ?? false;
  }

  /** What a person made for themselves is good while they may do it themselves: of another role or owner now, it acts for nobody. */
  private async refusalOf(accountId: Types.ObjectId, ownerId: string | null): Promise<PrincipalRefusal | null> {
    const account = await this.accounts.findById(accountId, { status: 1, role: 1, ownerId: 1 }).lean();
    if (!account || account.status === 'disabled') return 'disabled';
    return isStillOf(account, ownerId) ? null : 'revoked';
  }

  private async noteUse(
    model: Model<ConsoleSessionDocument> | Model<ApiTokenDocument>,
    which: Record<string, unknown>,
    field: 'lastSeenAt' | 'lastUsedAt',
    noted: Date | null,
  ): Promise<void> {
    const now = this.clock.now();
    if (noted && now.getTime() - noted.getTime() < USE_NOTED_EVERY_MS) return;
    await model.collection.updateOne(which, { $set: { [field]: now } });
  }
}

/** Whether the account may itself do what its token does. */
const isStillOf = ({ _id, role, ownerId }: Pick<AccountDocument, '_id' | 'role' | 'ownerId'>, of: string | null) =>
  role === 'user' && (ownerId ?? _id.toHexString()) === of;
