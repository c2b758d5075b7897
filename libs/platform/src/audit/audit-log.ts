/** One thing that somebody did: who, what, to what, why, and how it was before and after (never texts or secrets). */
export type AuditEntry = {
  readonly actor: { readonly id: string; readonly email: string | null; readonly role: string };
  /** Noun and verb: `campaign.pause`, `session.reset`, `auth.login`. */
  readonly action: string;
  readonly entity: { readonly type: string; readonly id: string; readonly name: string | null };
  /** Whose thing it is, when it is an owner's. */
  readonly ownerId?: string | null;
  readonly reason?: string | null;
  readonly before?: Readonly<Record<string, unknown>> | null;
  readonly after?: Readonly<Record<string, unknown>> | null;
  readonly requestId?: string | null;
};

/** Where actions are written down. `session` is the Mongoose session of the change, so that both are saved or neither. */
export interface AuditLog {
  append(entry: AuditEntry, session?: unknown): Promise<void>;
}

export const AUDIT_LOG = Symbol('AuditLog');
