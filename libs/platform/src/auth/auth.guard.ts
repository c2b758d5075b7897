import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import { DomainError } from '@relance/kernel';
import { RELANCE_CONFIG, type RelanceConfig } from '../config/relance-config.ts';
import { type ApiRequest } from '../http/request.ts';
import { INSTALLATION_SETTINGS, type InstallationSettingsReader } from '../installation/installation-settings.ts';
import { actingOwner, assertNoActing, ownOwnerId } from './acting-owner.ts';
import { type Actor, SESSION_COOKIE } from './actor.ts';
import { AUDIENCE, OWN_LOGIN, type RouteAudience } from './audience.decorator.ts';
import { assertOwnOrigin } from './origin-check.ts';
import {
  API_TOKEN_PREFIX,
  PRINCIPAL_READER,
  type PrincipalReader,
  type PrincipalRefusal,
  type TokenPrincipal,
} from './principals.ts';
import { RequestLimit } from './request-limit.ts';
import { TokenVerifier } from './token-verifier.ts';
import { USER_DIRECTORY, type UserDirectory } from './user-directory.ts';

const mayCall: Record<Exclude<RouteAudience, 'public'>, (actor: Actor) => boolean> = {
  user: ({ role }) => role !== 'service',
  support: ({ role }) => role === 'support' || role === 'admin',
  admin: ({ role }) => role === 'admin',
  service: ({ role }) => role === 'service',
};

const refusals: Record<PrincipalRefusal, readonly [code: string, message: string]> = {
  unknown: ['TOKEN_INVALID', 'The token is not valid.'],
  expired: ['TOKEN_EXPIRED', 'The token has expired.'],
  revoked: ['TOKEN_REVOKED', 'The token was revoked.'],
  disabled: ['ACCOUNT_DISABLED', 'The account is disabled.'],
};

/** The one guard of all routes: who is it (401), may they (403), for whom (400). A route that names no audience is closed. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly verifier: TokenVerifier;
  private readonly limit = new RequestLimit();

  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
  ) {
    this.verifier = new TokenVerifier(config, () => this.find<PrincipalReader>(PRINCIPAL_READER));
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const audiences = this.reflector.getAllAndOverride<readonly RouteAudience[] | undefined>(AUDIENCE, targets) ?? [];
    if (audiences.includes('public')) return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const actor = await this.identify(request);
    await this.limitRequests(request);
    if (!audiences.some((audience) => audience !== 'public' && mayCall[audience](actor))) {
      throw new DomainError('forbidden', 'FORBIDDEN', 'Your role does not allow this.');
    }
    request.actor = actor;
    const isOwnLogin = this.reflector.getAllAndOverride<boolean | undefined>(OWN_LOGIN, targets) ?? false;
    if (actor.mustEnrolTwoFactor && !isOwnLogin) throw enrolFirst();
    const isOwnersRoute = audiences.includes('user') || audiences.includes('service');
    if (!isOwnersRoute || isOwnLogin) assertNoActing(actor, request);
    else await this.actFor(actor, request);
    return true;
  }

  private async actFor(actor: Actor, request: ApiRequest): Promise<void> {
    request.ownerId = actingOwner(actor, request);
    if (actor.role === 'user' || request.method === 'GET') return;
    // Whoever something is done for is an owner, also when they never came themselves.
    await this.find<UserDirectory>(USER_DIRECTORY)?.introduce({ id: request.ownerId, email: null, name: null });
  }

  /** Tokens that are sent as such, each for itself; the console's cookie is a person who clicks. */
  private async limitRequests(request: ApiRequest): Promise<void> {
    const { token, via } = tokenOf(request);
    if (via === 'cookie') return;
    // Settings that cannot be read refuse nobody.
    const settings = await this.find<InstallationSettingsReader>(INSTALLATION_SETTINGS)
      ?.read()
      .catch(() => null);
    const perMinute = settings?.limits.requestsPerMinute ?? 0;
    if (perMinute > 0) this.limit.take(digest(token).toString('base64'), perMinute);
  }

  private async identify(request: ApiRequest): Promise<Actor> {
    const { token, via } = tokenOf(request);
    if (via === 'jwt' && this.isServiceToken(token))
      return { id: 'service', email: null, role: 'service', via: 'token' };
    if (via === 'jwt' && token.startsWith(API_TOKEN_PREFIX)) return this.ofApiToken(token);
    const { actor, name, isConsole } = await this.verifier.verify(token, via);
    if (via === 'cookie') assertOwnOrigin(request, this.config);
    if (!isConsole || actor.role === 'user') {
      const seen = { id: ownOwnerId(actor), email: actor.email, name };
      await this.find<UserDirectory>(USER_DIRECTORY)?.remember(seen, actor.role);
    }
    return actor;
  }

  private async ofApiToken(token: string): Promise<Actor> {
    const found = (await this.find<PrincipalReader>(PRINCIPAL_READER)?.ofToken(token)) ?? 'unknown';
    if (typeof found !== 'string') return actorOfToken(found);
    throw new DomainError('unauthenticated', ...refusals[found]);
  }

  private isServiceToken(token: string): boolean {
    const { serviceToken } = this.config;
    return Boolean(serviceToken) && timingSafeEqual(digest(token), digest(serviceToken ?? ''));
  }

  /** Provided by the stores; looked up late because the kit knows no module. */
  private find<T>(port: symbol): T | null {
    try {
      return this.modules.get<T>(port, { strict: false });
    } catch {
      return null;
    }
  }
}

const enrolFirst = () =>
  new DomainError('forbidden', 'TWO_FACTOR_ENROLMENT_REQUIRED', 'Admins need a second factor here: enrol one first.');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A member's own token acts as the member; any other one is an actor of its own. */
const actorOfToken = ({ id, audience, ownerId: owner }: TokenPrincipal): Actor =>
  audience === 'user' && owner !== null
    ? { id: owner, email: null, role: 'user', via: 'token', tokenId: id }
    : { id, email: null, role: audience, via: 'token', tokenId: id };

function tokenOf(request: ApiRequest): { token: string; via: Actor['via'] } {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const bearer = /^Bearer ([^\s]+)$/i.exec(header)?.[1];
    if (!bearer)
      throw new DomainError('unauthenticated', 'TOKEN_INVALID', 'Authorization must be "Bearer" and a token.');
    return { token: bearer, via: 'jwt' };
  }
  const cookie = request.cookies?.[SESSION_COOKIE];
  if (cookie) return { token: cookie, via: 'cookie' };
  throw new DomainError('unauthenticated', 'TOKEN_MISSING', 'This needs a token. Send it as "Authorization: Bearer".');
}
