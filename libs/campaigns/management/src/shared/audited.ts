import { type Actor, AUDIT_WRITER, type AuditEntry, type AuditWriter } from '@relance/platform';
import { type OwnerId, type Transaction } from '@relance/kernel';
import { Inject, Injectable } from '@nestjs/common';

/** Who asked, and in which request: goes with every action that is written down. */
export type By = { readonly actor: Actor; readonly requestId: string };
/** The same, asking about their own things. */
export type Caller = By & { readonly ownerId: OwnerId };

type Line = Pick<AuditEntry, 'action' | 'entity' | 'reason' | 'before' | 'after' | 'ownerId' | 'onBehalfOf'>;

/** Writes down who did what; owners' own actions like the admins'. */
@Injectable()
export class Audited {
  constructor(@Inject(AUDIT_WRITER) private readonly log: AuditWriter) {}

  /** With a transaction the line is saved with the change, or neither is. */
  async note({ actor, requestId }: By, line: Line, transaction?: Transaction): Promise<void> {
    const { id, email, role } = actor;
    await this.log.append({ actor: { id, email, role }, requestId, ...line }, transaction);
  }
}
