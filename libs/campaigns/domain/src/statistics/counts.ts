import { exitReasons, type ExitReason } from '../target/exit-reason.ts';

/**
 * Targets of one campaign by status. Always: enrolled = active + sending + unknown + completed + converted + exited.
 * `exitedBy` splits `exited` alone: its entries for `completed_7days` and `paid` stay 0, as those have their own counts.
 */
export type CampaignCounts = {
  readonly enrolled: number;
  readonly active: number;
  readonly sending: number;
  readonly unknown: number;
  readonly completed: number;
  readonly converted: number;
  readonly exited: number;
  readonly exitedBy: Readonly<Record<ExitReason, number>>;
};

/** Messages of one campaign. Always: sent = pending + delivered + read + refused; `failed` never left. */
export type MessageCounts = {
  readonly sent: number;
  readonly pending: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
  readonly refused: number;
};

/** The messages of one day of the sequence. */
export type DayStatistics = {
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
};

const noExits = (): Record<ExitReason, number> =>
  Object.fromEntries(exitReasons.map((reason) => [reason, 0])) as Record<ExitReason, number>; // every reason is a key

export const noCounts = (): CampaignCounts => ({
  enrolled: 0,
  active: 0,
  sending: 0,
  unknown: 0,
  completed: 0,
  converted: 0,
  exited: 0,
  exitedBy: noExits(),
});

export const noMessages = (): MessageCounts => ({
  sent: 0,
  pending: 0,
  delivered: 0,
  read: 0,
  failed: 0,
  refused: 0,
});

export const noDayFunnel = (): number[] => [0, 0, 0, 0, 0, 0, 0];
export const noPerDay = (): DayStatistics[] => noDayFunnel().map(() => ({ sent: 0, delivered: 0, read: 0, failed: 0 }));
