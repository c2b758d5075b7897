import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import { DomainError } from '@relance/kernel';
import { RELANCE_CONFIG, type RelanceConfig } from '../config/relance-config.ts';
import { type ApiRequest } from '../http/request.ts';
import { type Actor, SESSION_COOKIE } from './actor.ts';
import { AUDIENCE, type RouteAudience } from './audience.decorator.ts';
import { assertOwnOrigin } from './origin-check.ts';
import { TokenVerifier } from './token-verifier.ts';
import { USER_DIRECTORY, type UserDirectory } from './user-directory.ts';

const mayCall: Record<Exclude<RouteAudience, 'public'>, (actor: Actor) => boolean> = {
  user: () => true,
  support: (actor) => actor.role === 'support' || actor.role === 'admin',
  admin: (actor) => actor.role === 'admin',
  service: (actor) => actor.via === 'token',
};

/** The one guard of all routes: who is it (401), may they (403). A route that names no audience is closed to everyone. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly verifier: TokenVerifier;

  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
  ) {
    this.verifier = new TokenVerifier(config, () => this.directory());
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const audience = this.reflector.getAllAndOverride<RouteAudience | undefined>(AUDIENCE, targets);
    if (audience === 'public') return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const actor = await this.identify(request);
    if (!audience || !mayCall[audience](actor)) {
      throw new DomainError('forbidden', 'FORBIDDEN', 'Your role does not allow this.');
    }
    request.actor = actor;
    return true;
  }

  private async identify(request: ApiRequest): Promise<Actor> {
    const { token, via } = tokenOf(request);
    const { actor, name, isConsole } = await this.verifier.verify(token, via);
    if (via === 'cookie') assertOwnOrigin(request, this.config);
    if (!isConsole) await this.directory()?.remember({ id: actor.id, email: actor.email, name }, actor.role);
    return actor;
  }

  /** Provided by the admin's stores; looked up late because the kit knows no module. */
  private directory(): UserDirectory | null {
    try {
      return this.modules.get<UserDirectory>(USER_DIRECTORY, { strict: false });
    } catch {
      return null;
    }
  }
}

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
