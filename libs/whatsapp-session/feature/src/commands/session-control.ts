import { Inject, Injectable } from '@nestjs/common';
import { type OwnerId } from '@relance/kernel';
import { RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { type PairingRequest, type Session } from '@relance/whatsapp-session-domain';
import { ConnectFlow, type ConnectResult } from './connect-flow.ts';
import { RemoteSessionCommands } from './remote-session-commands.ts';
import { SessionReader } from '../session-reader.ts';
import { LeasedElsewhereError } from '../supervisor/leased-sessions.ts';
import { SessionSupervisor } from '../supervisor/session-supervisor.ts';

/**
 * What people ask of a session, whichever process holds it. Owners call it for themselves, admins on behalf of others.
 */
@Injectable()
export class SessionControl {
  private readonly connecting = new Map<
    OwnerId,
    { readonly method: string; readonly result: Promise<ConnectResult> }
  >();

  constructor(
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
    private readonly supervisor: SessionSupervisor,
    private readonly flow: ConnectFlow,
    private readonly remote: RemoteSessionCommands,
    private readonly reader: SessionReader,
  ) {}

  /**
   * Answers within 15 s with what is true then. Calls that come while one is under way share its answer; there is
   * never a second socket. Throws DomainError: pairing refused (409), conflict, restricted (409), unreachable (503).
   */
  async connect(ownerId: OwnerId, pairing: PairingRequest = { method: 'qr' }): Promise<ConnectResult> {
    const running = this.connecting.get(ownerId);
    if (running?.method === pairing.method) return running.result;
    if (running !== undefined) await running.result.catch(() => undefined);
    const result = this.here(
      () => this.flow.connect(ownerId, pairing),
      () => this.remote.connect(ownerId, pairing),
    );
    const entry = { method: pairing.method, result };
    this.connecting.set(ownerId, entry);
    try {
      return await result;
    } finally {
      if (this.connecting.get(ownerId) === entry) this.connecting.delete(ownerId);
    }
  }

  /** Tries the stored session at once; without one it is an ordinary connect. */
  reconnect(ownerId: OwnerId): Promise<ConnectResult> {
    return this.connect(ownerId);
  }

  /** Keeps the credentials and stays disconnected. Idempotent. */
  disconnect(ownerId: OwnerId): Promise<Session> {
    return this.end(ownerId, 'disconnect');
  }

  /** Unlinks the device (bounded), deletes the credentials at once and sets the count to 0. Idempotent. */
  reset(ownerId: OwnerId): Promise<Session> {
    return this.end(ownerId, 'reset');
  }

  private async end(ownerId: OwnerId, type: 'disconnect' | 'reset'): Promise<Session> {
    const known = await this.reader.find(ownerId);
    if (known.rev === 0 && known.state === 'none') return known;
    await this.here(
      async () => void (await this.supervisor.apply(ownerId, { type })),
      () => this.remote.end(ownerId, type),
    );
    return this.reader.find(ownerId);
  }

  /** In this process when it may hold sessions and no other holds this one; else by a command to the holder. */
  private async here<T>(local: () => Promise<T>, remote: () => Promise<T>): Promise<T> {
    if (!this.config.roles.worker) return remote();
    try {
      return await local();
    } catch (error) {
      if (error instanceof LeasedElsewhereError) return remote();
      throw error;
    }
  }
}
