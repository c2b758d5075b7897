import { Inject, Injectable } from '@nestjs/common';
import { type OwnerId } from '@relance/kernel';
import { AUDIT_WRITER, type Actor, type AuditWriter } from '@relance/platform';
import { type PairingRequest } from '@relance/whatsapp-session-domain';
import { type ConnectResult, SessionControl, SessionReader } from '@relance/whatsapp-session-feature';

export type SessionAction = 'connect' | 'reconnect' | 'disconnect' | 'reset';
/** Who acts on whose session, and why if they say so. */
export type Steering = {
  readonly ownerId: OwnerId;
  readonly actor: Actor;
  readonly requestId: string;
  readonly reason: string | null;
};

/** What admins do with an owner's session; each deed is written down with the state before and after. */
@Injectable()
export class SteerSession {
  constructor(
    private readonly control: SessionControl,
    private readonly reader: SessionReader,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  connect(by: Steering, pairing: PairingRequest): Promise<ConnectResult> {
    return this.noted('connect', by, () => this.control.connect(by.ownerId, pairing));
  }

  reconnect(by: Steering): Promise<ConnectResult> {
    return this.noted('reconnect', by, () => this.control.reconnect(by.ownerId));
  }

  async disconnect(by: Steering): Promise<void> {
    await this.noted('disconnect', by, () => this.control.disconnect(by.ownerId));
  }

  async reset(by: Steering): Promise<void> {
    await this.noted('reset', by, () => this.control.reset(by.ownerId));
  }

  private async noted<T>(action: SessionAction, by: Steering, deed: () => Promise<T>): Promise<T> {
    const { ownerId, actor, requestId, reason } = by;
    const before = await this.facts(ownerId);
    const outcome = await deed();
    await this.audit.append({
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
