import { pacingProfileData, type PacingProfiles } from '@relance/campaigns-domain';
import { type RelanceConfig } from '@relance/platform';

/** The engine's numbers in one place; tests and benchmarks hand in their own. */
export type SendingPolicy = {
  readonly unknownPolicy: 'hold' | 'resend-same-id';
  /** On the product's clock. */
  readonly unknownGraceMs: number;
  readonly profiles: PacingProfiles;
  /** Real time after which an intent without a result is called unknown, whoever wrote it. */
  readonly leaseMs: number;
  /** Real time that news of messages waits for more of it. */
  readonly flushMs: number;
  /** Targets looked up and messages prepared ahead are believed for so long, real time: a paced sender asks for each anew. */
  readonly aheadForMs: number;
  /** The scheduler looks at least this often, real time. */
  readonly tickMs: number;
  readonly clockRate: number;
};
export const SENDING_POLICY = Symbol('SendingPolicy');

/** The grace lasts at least this long in real time, however fast the product's clock runs. */
const GRACE_MIN_REAL_MS = 5000;
/** Baileys lets an unanswered device query block a send this long before the acknowledgement is waited for at all. */
const QUERY_TIMEOUT_MS = 60_000;

export const sendingPolicy = (
  config: Pick<RelanceConfig, 'unknownPolicy' | 'unknownGraceMs' | 'clockRate' | 'sendAckTimeoutMs'>,
): SendingPolicy => ({
  unknownPolicy: config.unknownPolicy,
  unknownGraceMs: Math.max(config.unknownGraceMs, GRACE_MIN_REAL_MS * config.clockRate),
  profiles: pacingProfileData,
  leaseMs: QUERY_TIMEOUT_MS + 2 * config.sendAckTimeoutMs,
  flushMs: 200,
  aheadForMs: 5000,
  tickMs: 1000,
  clockRate: config.clockRate,
});
