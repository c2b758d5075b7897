import { type OwnerId } from '@relance/kernel';
import { type CalendarDay } from '../contact/contact.ts';

/** What a sender has used of a local day. `reserved` holds what left and what is on its way. */
export type SenderDay = {
  readonly reserved: number;
  readonly cold: number;
  readonly sent: number;
  readonly failed: number;
  readonly byCampaign: Readonly<Record<string, number>>;
};

export interface SenderDayStore {
  read(ownerId: OwnerId, day: CalendarDay): Promise<SenderDay>;
  /** Several days of one owner in one question; each has an answer. */
  readDays(ownerId: OwnerId, days: readonly CalendarDay[]): Promise<(day: CalendarDay) => SenderDay>;
  readMany(days: ReadonlyMap<OwnerId, CalendarDay>): Promise<ReadonlyMap<OwnerId, SenderDay>>;
}
export const SENDER_DAY_STORE = Symbol('SenderDayStore');
