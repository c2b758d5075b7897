import { type RelanceConfig } from '@relance/platform';
import { type RetryPolicy } from '@relance/whatsapp-session-domain';
import { type SessionTimes } from './session-times.ts';

/** The figures of reconnecting, as this process was configured. */
export const policyOf = ({ whatsapp }: RelanceConfig, times: SessionTimes): RetryPolicy => ({
  maxStrikes: whatsapp.maxFailures,
  attemptsPerStrike: whatsapp.attemptsPerStrike,
  delaysMs: whatsapp.reconnectDelaysMs,
  loggedOutIsTerminal: whatsapp.loggedOutIsTerminal,
  longestNetworkWaitMs: times.longestNetworkWaitMs,
  streamErrorGraceMs: times.streamErrorGraceMs,
});
