import { SetMetadata } from '@nestjs/common';

/**
 * Who may call a route. `user`: any signed-in person, acting on their own things. `support`: support and admins.
 * `admin`: admins only. `service`: servers with an API token. Each route or its controller says one; a test reads them.
 */
export type RouteAudience = 'public' | 'user' | 'support' | 'admin' | 'service';

export const AUDIENCE = 'relance:audience';
export const Audience = (audience: RouteAudience) => SetMetadata(AUDIENCE, audience);
