import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import { LOGGER, SYSTEM_CLOCK } from '@relance/platform';
import {
  CREDENTIAL_STORE,
  SESSION_LEASES,
  SESSION_STORE,
  type CredentialStore,
  type PairingRequest,
  type Session,
  type SessionEvent,
  type SessionLeases,
  type SessionStore,
  type SessionCommand,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { CONNECT_ANSWER_MS, ConnectFlow, type ConnectResult } from './connect-flow.ts';
import { SessionReader } from '../session-reader.ts';
import { isNumberRefused, notConnectable, numberLinkedElsewhere, takingOver } from './session-refusals.ts';
import { SessionSupervisor } from '../supervisor/session-supervisor.ts';

const LOOK_EVERY_MS = 200;
const END_MS = 13_000;

/** Asks the process that holds a session, through the database, and reads there what came of it. */
@Injectable()
export class RemoteSessionCommands {
  constructor(
    @Inject(SESSION_LEASES) private readonly leases: SessionLeases,
    @Inject(SESSION_STORE) private readonly store: SessionStore,
    @Inject(CREDENTIAL_STORE) private readonly credentialStore: CredentialStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly reader: SessionReader,
    private readonly supervisor: SessionSupervisor,
    private readonly flow: ConnectFlow,
  ) {}

  async connect(ownerId: OwnerId, pairing: PairingRequest): Promise<ConnectResult> {
    const before = await this.reader.find(ownerId);
    const phone = pairing.method === 'pairing_code' ? pairing.phoneNumber : null;
    await this.enqueue(ownerId, {
      id: randomUUID(),
      kind: 'connect',
      method: pairing.method,
      sealedPhone: phone === null ? null : this.credentialStore.seal(ownerId, 'command', phone),
    });
    const found = await this.poll(() => this.result(ownerId, before), CONNECT_ANSWER_MS);
    return found ?? { outcome: 'connecting' };
  }

  async end(ownerId: OwnerId, kind: 'disconnect' | 'reset'): Promise<void> {
    await this.enqueue(ownerId, { id: randomUUID(), kind, method: null, sealedPhone: null });
    const isDone = async () => {
      const { state } = await this.reader.find(ownerId);
      const goals = kind === 'reset' ? ['none'] : ['none', 'disconnected', 'expired'];
      return goals.includes(state) ? true : null;
    };
    if ((await this.poll(isDone, END_MS)) === null) throw takingOver();
  }

  /** Executes what others asked for a session that this process holds (or that nobody does). */
  async execute(ownerId: OwnerId): Promise<void> {
    const commands = await this.supervisor.withLease(ownerId, (held) => this.leases.dequeueAll(ownerId, held.token));
    for (const command of commands) {
      // Not awaited: a connect takes seconds, and a disconnect must be able to come between.
      void this.perform(ownerId, command).catch((error: unknown) => {
        const fields = { event: 'session.command_failed', err: error, ownerId, command: command.kind };
        this.logger.warn(fields, 'command of another process failed');
      });
    }
  }

  private async perform(ownerId: OwnerId, { kind, method, sealedPhone, since }: SessionCommand): Promise<void> {
    if (kind === 'withdraw_strikes') {
      if (since !== undefined) await this.supervisor.apply(ownerId, frozen(since));
      return;
    }
    if (kind !== 'connect') {
      await this.supervisor.apply(ownerId, { type: kind });
      return;
    }
    const phoneNumber = sealedPhone === null ? null : this.credentialStore.unseal(ownerId, 'command', sealedPhone);
    const pairing: PairingRequest =
      method === 'pairing_code' && phoneNumber !== null ? { method, phoneNumber } : { method: 'qr' };
    await this.flow.connect(ownerId, pairing);
  }

  private async enqueue(ownerId: OwnerId, command: SessionCommand): Promise<void> {
    await this.store.ensure(ownerId);
    await this.leases.enqueue(ownerId, command);
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
    const isNewer = session.rev > before.rev;
    if (isNewer && isNumberRefused(session)) throw numberLinkedElsewhere(session, this.clock.now());
    if (isNewer && (session.state === 'conflict' || session.state === 'restricted'))
      throw notConnectable(session, this.clock.now());
    return null;
  }

  private async poll<T>(look: () => Promise<T | null>, withinMs: number): Promise<T | null> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const found = await look();
      if (found !== null || performance.now() > deadline) return found;
      await sleep(LOOK_EVERY_MS);
    }
  }
}

const frozen = (since: Date): SessionEvent => ({ type: 'outage_detected', since, chance: Math.random() });
