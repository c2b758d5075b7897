import { type OwnerId } from '@relance/kernel';
import { type PageOf, type PageRequest } from './paging.ts';

export type OptOutSource = 'reply' | 'admin' | 'api';

/** Stands for the owner where an opt-out was not said to one but written down for all. */
export const EVERY_OWNER = 'installation';

/** A person who asked to be left alone; by their addresses, across owners. */
export type OptOut = {
  /** The number it was said from, or the LID (`…@lid`) where WhatsApp gave nothing else. */
  readonly phone: string;
  /** Every address of the person that was known then, `phone` among them (see `personKeys`). */
  readonly keys: readonly string[];
  readonly source: OptOutSource;
  /** The owner to whom it was said first. */
  readonly ownerId: OwnerId;
  /** Everybody to whom it was said, `ownerId` among them; `EVERY_OWNER` where an admin wrote it down. Absent: `ownerId` alone. */
  readonly saidTo?: readonly OwnerId[];
  /** Id of the message that said it. */
  readonly evidence: string | null;
  readonly at: Date;
  readonly confirmation: 'due' | 'sending' | 'done' | 'none';
  /** Why an admin wrote it down. */
  readonly reason?: string | null;
};

/** An opt-out as it is listed: with an id that tells nothing of the person. */
export type ListedOptOut = OptOut & { readonly id: string };
export type OptOutQuery = {
  readonly source?: OptOutSource | undefined;
  /** How the number begins, with its country's code or as it is dialled at home: digits only. */
  readonly digits?: string | undefined;
};

/** What was lifted; `held`: what `by` may not lift, and nothing is lifted then. */
export type LiftedOptOuts = { readonly lifted: readonly OptOut[] } | { readonly held: readonly OptOut[] };

export interface OptOutStore {
  /**
   * False when the person had opted out before (by `phone`): only addresses not known then are added, and to whom it was said now.
   */
  add(optOut: OptOut): Promise<boolean>;
  /** Makes the opt-out that names `key` hold for these addresses too; false when there is none. Nobody said it anew. */
  extend(key: string, keys: readonly string[]): Promise<boolean>;
  /**
   * Brings the contacts of people who opted out lately in line once more: a process that was killed between two commits may have
   * left one without its flag. An opt-out is looked at in two hours that follow each other, so that every transaction that was
   * open beside it has ended by the second; at a start nothing is counted as looked at. How many opt-outs were looked at.
   */
  refreshFlags(occasion: 'start' | 'hour'): Promise<number>;
  /** Whether one of these addresses belongs to somebody who opted out. */
  isOptedOut(keys: readonly string[]): Promise<boolean>;
  /** Of these addresses, the ones of people who opted out. */
  optedOut(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** The opt-outs that name one of these addresses. */
  find(keys: readonly string[]): Promise<readonly OptOut[]>;
  /**
   * Lifts every opt-out that names one of these addresses, or none of them when `by` may not lift one (see `mayLift`). The person's
   * contacts count as changed then, so that audiences that follow changes look at them again.
   */
  lift(keys: readonly string[], at: Date, by: OwnerId): Promise<LiftedOptOuts>;
  /** Takes the confirmation to be sent, so that it is sent once; false when it is not due. */
  takeConfirmation(phone: string): Promise<boolean>;
  /** `due` again when it certainly never left, else done. */
  settleConfirmation(phone: string, state: 'due' | 'done'): Promise<void>;
  confirmationsDue(ownerId: OwnerId, limit: number): Promise<readonly OptOut[]>;
  /** Newest first. */
  list(query: OptOutQuery, page: PageRequest): Promise<PageOf<ListedOptOut>>;
  findListed(id: string): Promise<ListedOptOut | null>;
  findByPhone(phone: string): Promise<ListedOptOut | null>;
}
export const OPT_OUT_STORE = Symbol('OptOutStore');
