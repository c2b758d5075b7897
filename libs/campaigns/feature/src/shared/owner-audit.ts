import { type Actor, AUDIT_LOG, type AuditEntry, type AuditLog } from '@relance/platform';
import { type OwnerId } from '@relance/kernel';
import { Inject, Injectable } from '@nestjs/common';

/** Who asked, and in which request: goes with every action that is written down. */
export type Caller = { readonly actor: Actor; readonly ownerId: OwnerId; readonly requestId: string };

type Line = Pick<AuditEntry, 'action' | 'entity' | 'reason' | 'before' | 'after'>;

/** Owners' own actions are audited like the admins'. */
@Injectable()
export class OwnerAudit {
  constructor(@Inject(AUDIT_LOG) private readonly log: AuditLog) {}

  async note({ actor, ownerId, requestId }: Caller, line: Line): Promise<void> {
    await this.log.append({
      actor: { id: actor.id, email: actor.email, role: actor.role },
      ownerId,
      requestId,
      ...line,
    });
  }
}
