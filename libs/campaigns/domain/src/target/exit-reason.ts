/** Why a target left. `completed_7days` goes with status completed, `paid` with converted, the rest with exited. */
export const exitReasons = [
  'completed_7days',
  'manual',
  'referrer_inactive',
  'opted_out',
  'invalid_contact',
  'delivery_exhausted',
  'paid',
  'duplicate_contact',
  'replied',
] as const;
export type ExitReason = (typeof exitReasons)[number];
