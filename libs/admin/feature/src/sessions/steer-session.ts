import { Injectable } from '@nestjs/common';
import { type PairingRequest } from '@relance/whatsapp-session-domain';
import { type ConnectResult, SessionAudit, SessionControl, type Steering } from '@relance/whatsapp-session-feature';

/** What admins do with an owner's session; each action is written down with the state before and after. */
@Injectable()
export class SteerSession {
  constructor(
    private readonly control: SessionControl,
    private readonly audit: SessionAudit,
  ) {}

  connect(by: Steering, pairing: PairingRequest): Promise<ConnectResult> {
    return this.audit.noted('connect', by, () => this.control.connect(by.ownerId, pairing));
  }

  reconnect(by: Steering): Promise<ConnectResult> {
    return this.audit.noted('reconnect', by, () => this.control.reconnect(by.ownerId));
  }

  async disconnect(by: Steering): Promise<void> {
    await this.audit.noted('disconnect', by, () => this.control.disconnect(by.ownerId));
  }

  async reset(by: Steering): Promise<void> {
    await this.audit.noted('reset', by, () => this.control.reset(by.ownerId));
  }
}
