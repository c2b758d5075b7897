import { type Transaction } from '@relance/kernel';

/** One thing that somebody did: who, what, to what, why, and how it was before and after (never texts or secrets). */
export type AuditEntry = {
  readonly actor: { readonly id: string; readonly email: string | null; readonly role: string };
  /** Noun and verb: `campaign.pause`, `session.reset`, `auth.login`. */
  readonly action: string;
  readonly entity: { readonly type: string; readonly id: string; readonly name: string | null };
  /** Whose thing it is, when it is an owner's. */
  readonly ownerId?: string | null;
  /** The owner for whom staff acted; left out, it is what the current request says. */
  readonly onBehalfOf?: string | null;
  readonly reason?: string | null;
  readonly before?: Readonly<Record<string, unknown>> | null;
  readonly after?: Readonly<Record<string, unknown>> | null;
  readonly requestId?: string | null;
};

/** Where actions are written down. With the transaction of the change, both are saved or neither. */
export interface AuditWriter {
  append(entry: AuditEntry, transaction?: Transaction): Promise<void>;
}

export const AUDIT_WRITER = Symbol('AuditWriter');

/** A line as it is read again. */
export type AuditLine = Required<Omit<AuditEntry, 'before' | 'after'>> & {
  readonly id: string;
  readonly at: Date;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
};

export type AuditQuery = {
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly entityType?: string | undefined;
  readonly entityId?: string | undefined;
  /** [from, until) of the instant. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
};

/** Reads what was written down, newest first unless asked otherwise; by page number or after a line's id. */
export interface AuditReader {
  list(
    query: AuditQuery,
    page: {
      readonly page: number;
      readonly limit: number;
      readonly afterId: string | null;
      readonly oldestFirst: boolean;
    },
  ): Promise<{
    readonly lines: readonly AuditLine[];
    readonly total: number;
    /** There are more than `total`: the count stopped there. */
    readonly isTotalAtLeast: boolean;
    readonly hasMore: boolean;
  }>;
  /** All lines, newest first, a few hundred in memory at a time. */
  batches(query: AuditQuery): AsyncIterable<readonly AuditLine[]>;
}

export const AUDIT_READER = Symbol('AuditReader');
