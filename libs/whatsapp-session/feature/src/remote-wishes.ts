import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import { LOGGER, SYSTEM_CLOCK } from '@relance/platform';
import {
  CREDENTIAL_VAULT,
  SESSION_LEASES,
  SESSION_STORE,
  type CredentialVault,
  type PairingRequest,
  type Session,
  type SessionEvent,
  type SessionLeases,
  type SessionStore,
  type SessionWish,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { CONNECT_ANSWER_MS, ConnectFlow, type ConnectResult } from './connect-flow.ts';
import { SessionReader } from './session-reader.ts';
import { notConnectable, takingOver } from './session-refusals.ts';
import { SessionSupervisor } from './supervisor/session-supervisor.ts';

const LOOK_EVERY_MS = 200;
const END_MS = 13_000;

/** Asks the process that holds a session, through the database, and reads there what came of it. */
@Injectable()
export class RemoteWishes {
  constructor(
    @Inject(SESSION_LEASES) private readonly leases: SessionLeases,
    @Inject(SESSION_STORE) private readonly store: SessionStore,
    @Inject(CREDENTIAL_VAULT) private readonly vault: CredentialVault,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly reader: SessionReader,
    private readonly supervisor: SessionSupervisor,
    private readonly flow: ConnectFlow,
  ) {}

  async connect(ownerId: OwnerId, pairing: PairingRequest): Promise<ConnectResult> {
    const before = await this.reader.find(ownerId);
    const phone = pairing.method === 'pairing_code' ? pairing.phoneNumber : null;
    await this.leave(ownerId, {
      id: randomUUID(),
      kind: 'connect',
      method: pairing.method,
      sealedPhone: phone === null ? null : this.vault.seal(ownerId, 'wish', phone),
    });
    const found = await this.poll(() => this.result(ownerId, before), CONNECT_ANSWER_MS);
    return found ?? { outcome: 'connecting' };
  }

  async end(ownerId: OwnerId, kind: 'disconnect' | 'reset'): Promise<void> {
    await this.leave(ownerId, { id: randomUUID(), kind, method: null, sealedPhone: null });
    const isDone = async () => {
      const { state } = await this.reader.find(ownerId);
      const goals = kind === 'reset' ? ['none'] : ['none', 'disconnected', 'expired'];
      return goals.includes(state) ? true : null;
    };
    if ((await this.poll(isDone, END_MS)) === null) throw takingOver();
  }

  /** Grants what others left for a session that this process holds (or that nobody does). */
  async grant(ownerId: OwnerId): Promise<void> {
    const wishes = await this.supervisor.whileHolding(ownerId, (held) => this.leases.takeWishes(ownerId, held.token));
    for (const wish of wishes) {
      // Not awaited: a connect takes seconds, and a disconnect must be able to come between.
      void this.perform(ownerId, wish).catch((error: unknown) => {
        this.logger.warn({ err: error, ownerId, wish: wish.kind }, 'a wish of another process was not granted');
      });
    }
  }

  private async perform(ownerId: OwnerId, { kind, method, sealedPhone, since }: SessionWish): Promise<void> {
    if (kind === 'forgive') {
      if (since !== undefined) await this.supervisor.apply(ownerId, frozen(since));
      return;
    }
    if (kind !== 'connect') {
      await this.supervisor.apply(ownerId, { type: kind });
      return;
    }
    const phoneNumber = sealedPhone === null ? null : this.vault.unseal(ownerId, 'wish', sealedPhone);
    const pairing: PairingRequest =
      method === 'pairing_code' && phoneNumber !== null ? { method, phoneNumber } : { method: 'qr' };
    await this.flow.connect(ownerId, pairing);
  }

  private async leave(ownerId: OwnerId, wish: SessionWish): Promise<void> {
    await this.store.ensure(ownerId);
    await this.leases.ask(ownerId, wish);
  }

  private async result(ownerId: OwnerId, before: Session): Promise<ConnectResult | null> {
    const session = await this.reader.find(ownerId);
    if (session.state === 'connected') {
      const isAsBefore = before.state === 'connected' && session.generation === before.generation;
      // The holder notes each check of an open connection.
      if (isAsBefore && session.rev === before.rev) return null;
      return { outcome: 'connected', alreadyConnected: isAsBefore };
    }
    const offer = await this.reader.offer(ownerId);
    if (offer !== null) return { outcome: 'offer', offer };
    const isNews = session.rev > before.rev;
    if (isNews && (session.state === 'conflict' || session.state === 'restricted'))
      throw notConnectable(session, this.clock.now());
    return null;
  }

  private async poll<T>(look: () => Promise<T | null>, withinMs: number): Promise<T | null> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const found = await look();
      if (found !== null || performance.now() > deadline) return found;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}

const frozen = (since: Date): SessionEvent => ({ type: 'fleet_frozen', since, chance: Math.random() });
