import { Inject, Injectable, Optional } from '@nestjs/common';
import { type OwnerId } from '@relance/kernel';
import { type Actor, AUDIT_WRITER, type AuditWriter } from '@relance/platform';
import { SessionReader } from '../session-reader.ts';

export type SessionAction = 'connect' | 'reconnect' | 'disconnect' | 'reset';

/** Who acts on whose session, and why if they say so. */
export type Steering = {
  readonly ownerId: OwnerId;
  readonly actor: Actor;
  readonly requestId: string;
  readonly reason?: string | null;
};

/** What owners and admins do with a session is written down with its state before and after. */
@Injectable()
export class SessionAudit {
  constructor(
    private readonly reader: SessionReader,
    @Optional() @Inject(AUDIT_WRITER) private readonly log: AuditWriter | null = null,
  ) {}

  /** Does it and writes it down; what is refused or fails is not. */
  async noted<T>(action: SessionAction, by: Steering, work: () => Promise<T>): Promise<T> {
    if (!this.log) return work();
    const { ownerId, actor, requestId, reason = null } = by;
    const before = await this.facts(ownerId);
    const outcome = await work();
    await this.log.append({
      actor: { id: actor.id, email: actor.email, role: actor.role },
      action: `session.${action}`,
      entity: { type: 'session', id: ownerId, name: null },
      ownerId,
      reason,
      before,
      after: await this.facts(ownerId),
      requestId,
    });
    return outcome;
  }

  private async facts(ownerId: OwnerId): Promise<Record<string, unknown>> {
    const { state, strikes } = await this.reader.find(ownerId);
    return { sessionState: state, connectionFailureCount: strikes };
  }
}
