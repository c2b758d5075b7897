import { type RelanceConfig } from '@relance/platform';
import { type RetryPolicy } from '@relance/whatsapp-session-domain';

/** The figures of reconnecting, as this process was configured. */
export const policyOf = ({ whatsapp }: RelanceConfig): RetryPolicy => ({
  maxStrikes: whatsapp.maxFailures,
  attemptsPerStrike: whatsapp.attemptsPerStrike,
  delaysMs: whatsapp.reconnectDelaysMs,
  loggedOutIsTerminal: whatsapp.loggedOutIsTerminal,
});
