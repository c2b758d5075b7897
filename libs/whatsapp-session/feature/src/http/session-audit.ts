import { Inject, Injectable, Optional } from '@nestjs/common';
import { type OwnerId } from '@relance/kernel';
import { type Actor, AUDIT_WRITER, type AuditWriter } from '@relance/platform';

type Noted = {
  readonly actor: Actor;
  readonly ownerId: OwnerId;
  readonly action: 'session.connect' | 'session.disconnect' | 'session.reset';
  readonly requestId: string;
};

/** What owners do with their sessions is written down like what admins do. */
@Injectable()
export class SessionAudit {
  constructor(@Optional() @Inject(AUDIT_WRITER) private readonly log: AuditWriter | null = null) {}

  async note({ actor, ownerId, action, requestId }: Noted): Promise<void> {
    const { id, email, role } = actor;
    const entity = { type: 'session', id: ownerId, name: null };
    await this.log?.append({ actor: { id, email, role }, action, entity, ownerId, requestId });
  }
}
