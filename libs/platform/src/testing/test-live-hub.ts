import { pino } from 'pino';
import { Shutdown } from '../jobs/shutdown.ts';
import { LiveHub, type LiveRequest } from '../live/live-hub.ts';
import { type PrincipalReader } from '../auth/principals.ts';

/** A hub without an application. `ended` names the sessions and tokens that are over. */
export function testLiveHub(ended: () => readonly string[] = () => []): {
  readonly hub: LiveHub;
  readonly shutdown: Shutdown;
} {
  const logger = pino({ enabled: false });
  const shutdown = new Shutdown(logger);
  const principals: Pick<PrincipalReader, 'ended'> = { ended: async () => new Set(ended()) };
  return { hub: new LiveHub(logger, shutdown, { get: () => principals } as never), shutdown };
}

/** The request of a member's stream. */
export const liveRequestOf = (id: string, more: Partial<LiveRequest> = {}): LiveRequest => ({
  actor: { id, email: null, role: 'user', via: 'jwt' },
  language: 'en',
  ...more,
});
