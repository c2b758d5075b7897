import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/**
 * Who may call a route. `user`: any signed-in person, acting on their own things. `support`: support and admins.
 * `admin`: admins only. `service`: servers with an API token. Each route or its controller says one; a test reads them.
 */
export const audiences = ['public', 'user', 'support', 'admin', 'service'] as const;
export type RouteAudience = (typeof audiences)[number];

export const AUDIENCE = 'relance:audience';

/** Names the audience of a route, or of all routes of a controller; also in the contract, as `x-audience`. */
export const Audience = (audience: RouteAudience): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(AUDIENCE, audience), ApiExtension('x-audience', audience));
