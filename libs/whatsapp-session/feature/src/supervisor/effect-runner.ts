import { Inject, Injectable } from '@nestjs/common';
import { assertNever, type Clock, type OwnerId } from '@relance/kernel';
import { LOGGER, SYSTEM_CLOCK } from '@relance/platform';
import {
  CREDENTIAL_STORE,
  isFailure,
  TRANSPORT,
  type CloseFacts,
  type ConnectionListener,
  type CredentialStore,
  type PairingRequest,
  type SessionEffect,
  type Transport,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { SessionMetrics } from '../session-metrics.ts';
import { type LeasedSession, type LiveOffer } from './leased-session.ts';
import { couldNotOpen } from './own-facts.ts';
import { SerialQueues } from './serial-queues.ts';
import { SessionSignals } from './session-signals.ts';

/** The phone's side of a forced disconnect is given this long. */
const LOG_OUT_MS = 10_000;
const DELETE_TRIES = 5;
const DELETE_AGAIN_MS = 1_000;
/** `setTimeout` takes no more than 2^31 ms; no wait of ours comes near it. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Where the events of an attempt go; the number tells old attempts from the present one. */
export interface AttemptReports {
  offered(ownerId: OwnerId, generation: number, offer: LiveOffer): void;
  scanned(ownerId: OwnerId, generation: number): void;
  opened(ownerId: OwnerId, generation: number, identity: { phoneMasked: string | null; pushName: string | null }): void;
  inboxDrained(ownerId: OwnerId, generation: number): void;
  coldRestricted(ownerId: OwnerId, generation: number, until: Date | null): void;
  closed(ownerId: OwnerId, generation: number, facts: CloseFacts): void;
  retryDue(ownerId: OwnerId): void;
}

/** Performs what the machine ordered, after it was saved. Every effect may be repeated. */
@Injectable()
export class EffectRunner {
  /** Replies of an owner are handled in order, also when a new connection brings more before the last are done. */
  private readonly hearing = new SerialQueues<OwnerId>();

  constructor(
    @Inject(TRANSPORT) private readonly transport: Transport,
    @Inject(CREDENTIAL_STORE) private readonly credentialStore: CredentialStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly metrics: SessionMetrics,
    private readonly signals: SessionSignals,
  ) {}

  async run(held: LeasedSession, effects: readonly SessionEffect[], reports: AttemptReports): Promise<void> {
    for (const effect of effects) await this.perform(held, effect, reports);
  }

  /** Closes the socket on purpose, if there is one. */
  async closeSocket(held: LeasedSession): Promise<void> {
    const { connection } = held;
    held.connection = null;
    held.isInboxDrained = false;
    await connection?.handle.close();
  }

  private async perform(held: LeasedSession, effect: SessionEffect, reports: AttemptReports): Promise<void> {
    const { ownerId } = held;
    switch (effect.type) {
      case 'open_socket':
        return this.open(held, effect.generation, effect.pairing, reports);
      case 'close_socket':
        return this.closeSocket(held);
      case 'log_out':
        return held.connection?.handle.logOut(LOG_OUT_MS);
      case 'delete_credentials':
        return this.deleteCredentials(ownerId);
      case 'schedule_retry':
        return this.schedule(held, effect.at, reports);
      case 'cancel_retry':
        return held.cancelRetry();
      case 'record_close': {
        const { code, cause, phase, strike, countAfter, nextAction } = effect.record;
        this.metrics.closed(effect.record);
        const level = isFailure(cause) ? 'warn' : 'info';
        this.logger[level]({ ownerId, code, cause, phase, strike, countAfter, nextAction }, 'a connection ended');
        return;
      }
      case 'refresh_version':
        return this.refreshVersion(held, reports);
      default:
        assertNever(effect);
    }
  }

  private async open(
    held: LeasedSession,
    generation: number,
    pairing: PairingRequest | null,
    reports: AttemptReports,
  ): Promise<void> {
    const { ownerId } = held;
    // Never two sockets: the one before is gone (or is made to go) before the next opens.
    await this.closeSocket(held);
    try {
      // What an interrupted deletion left must not be taken for the new device's.
      if (pairing !== null) await this.credentialStore.delete(ownerId);
      const credentials = await this.credentialStore.open(ownerId, held.token);
      const listener = this.listen(held, generation, reports);
      const handle = await this.transport.open({ ownerId, credentials, pairing }, listener);
      held.connection = { generation, handle };
    } catch (error) {
      this.logger.error({ err: error, ownerId }, 'a connection could not be opened');
      reports.closed(ownerId, generation, couldNotOpen(pairing === null));
    }
  }

  private listen(held: LeasedSession, generation: number, reports: AttemptReports): ConnectionListener {
    const { ownerId } = held;
    const hear = (handle: () => Promise<void> | void) => void this.hearing.run(ownerId, async () => handle());
    return {
      qr: ({ text, expiresAt, number }) =>
        reports.offered(ownerId, generation, { kind: 'qr', text, expiresAt, number }),
      code: ({ code, expiresAt }) => reports.offered(ownerId, generation, { kind: 'code', code, expiresAt }),
      pairingRefused: (reason) => (held.refusal = { generation, reason }),
      scanned: () => reports.scanned(ownerId, generation),
      opened: (identity) => reports.opened(ownerId, generation, identity),
      // Sending waits until the replies that came meanwhile are handled: a STOP may be among them.
      inboxDrained: () => hear(() => reports.inboxDrained(ownerId, generation)),
      closed: (facts) => reports.closed(ownerId, generation, facts),
      receipt: (receipt) => void this.signals.receipts.tell(receipt),
      inbound: (message) => hear(() => this.signals.inbound.tell(message)),
      coldRestricted: (until) => reports.coldRestricted(ownerId, generation, until),
    };
  }

  /** The state already says that they are gone: a database that is away is waited for. */
  private async deleteCredentials(ownerId: OwnerId): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.credentialStore.delete(ownerId);
      } catch (error) {
        this.logger.error({ err: error, ownerId }, 'credentials could not be deleted; trying again');
        if (tries === DELETE_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, DELETE_AGAIN_MS));
      }
    }
  }

  private schedule(held: LeasedSession, at: Date, reports: AttemptReports): void {
    held.cancelRetry();
    const wait = Math.min(Math.max(0, at.getTime() - this.clock.now().getTime()), LONGEST_TIMER_MS);
    held.retryTimer = setTimeout(() => reports.retryDue(held.ownerId), wait);
  }

  /** A newer version in hand, waiting has no more sense. */
  private refreshVersion(held: LeasedSession, reports: AttemptReports): void {
    void this.transport.refreshVersion().then((isNewer) => {
      if (isNewer && held.session.state === 'waiting_network') reports.retryDue(held.ownerId);
    });
  }
}
