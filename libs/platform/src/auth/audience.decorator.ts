import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/**
 * Who may call a route. `user`: a signed-in member about their own things, or staff who act for an owner (X-Relance-Owner).
 * `support`: support and admins. `admin`: admins only. `service`: servers with an API token, acting for an owner.
 * Each route or its controller names its audiences; a test reads them.
 */
export const audiences = ['public', 'user', 'support', 'admin', 'service'] as const;
export type RouteAudience = (typeof audiences)[number];

export const AUDIENCE = 'relance:audience';
export const OWN_LOGIN = 'relance:own-login';

/** Names the audiences of a route, or of all routes of a controller; also in the contract, as `x-audience` and `x-audiences`. */
export const Audience = (audience: RouteAudience, ...others: RouteAudience[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(AUDIENCE, [audience, ...others]),
    ApiExtension('x-audience', audience),
    ApiExtension('x-audiences', [audience, ...others]),
  );

/** The route is about the caller's own login, whatever their role: no owner is acted for. */
export const OwnLogin = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(OWN_LOGIN, true), ApiExtension('x-own-login', true));
