import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { assertNever, type Clock, type OwnerId } from '@relance/kernel';
import { KeyedQueue, LOGGER, QueueFullError, SYSTEM_CLOCK } from '@relance/platform';
import {
  CREDENTIAL_STORE,
  isDurable,
  isFailure,
  TRANSPORT,
  type CloseFacts,
  type ConnectionListener,
  type CredentialStore,
  type LinkedIdentity,
  type PairingRequest,
  type SessionEffect,
  type Transport,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { SessionMetrics } from '../session-metrics.ts';
import { DeviceLogOut, type LogOutParts } from './device-log-out.ts';
import { type LeasedSession, type LiveOffer } from './leased-session.ts';
import { couldNotOpen } from './own-facts.ts';
import { SessionSignals } from './session-signals.ts';

const QUEUE_LOOK_MS = 100;
const DELETE_TRIES = 5;
const DELETE_AGAIN_MS = 1_000;
/** Replies of one owner that wait in memory for their handlers. */
const MOST_WAITING_REPLIES = 500;
/** `setTimeout` takes no more than 2^31 ms; no wait of ours comes near it. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Where the events of an attempt go; the number tells old attempts from the present one. */
export interface AttemptReports {
  offered(ownerId: OwnerId, generation: number, offer: LiveOffer): void;
  scanned(ownerId: OwnerId, generation: number): void;
  opened(ownerId: OwnerId, generation: number, identity: LinkedIdentity): void;
  inboxDrained(ownerId: OwnerId, generation: number): void;
  coldRestricted(ownerId: OwnerId, generation: number, until: Date | null): void;
  closed(ownerId: OwnerId, generation: number, facts: CloseFacts): void;
  /** `isWanted`: asked when the turn of this reconnect has come; it may have been cancelled or put off by then. */
  retryDue(ownerId: OwnerId, isWanted: () => boolean): void;
}

/** Reports of a connection that only unlinks its device change nothing in the session. */
const NO_REPORTS: AttemptReports = {
  offered: () => undefined,
  scanned: () => undefined,
  opened: () => undefined,
  inboxDrained: () => undefined,
  coldRestricted: () => undefined,
  closed: () => undefined,
  retryDue: () => undefined,
};

/** Performs what the machine ordered, after it was saved. Every effect may be repeated. */
@Injectable()
export class EffectRunner {
  /**
   * Replies of an owner are handled in order, also when a new connection brings more before the last are done. Bounded: what is
   * too much stays in the journal of the session and is handed over again later.
   */
  private readonly inboundQueues = new KeyedQueue<OwnerId>({ maxWaiting: MOST_WAITING_REPLIES });

  private readonly logOut: DeviceLogOut;

  constructor(
    @Inject(TRANSPORT) private readonly transport: Transport,
    @Inject(CREDENTIAL_STORE) private readonly credentialStore: CredentialStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly metrics: SessionMetrics,
    private readonly signals: SessionSignals,
  ) {
    const listen: LogOutParts['listen'] = (held, { opened, closed }) =>
      this.listen(held, held.session.generation, {
        ...NO_REPORTS,
        opened: () => opened(),
        closed: (_owner, _generation, facts) => closed(facts),
      });
    this.logOut = new DeviceLogOut({ transport, credentialStore, logger, listen });
  }

  /**
   * False when the lease was lost or given up on the way: what must not be forgotten is then left to the next holder, which
   * finds it saved with the session.
   */
  async run(held: LeasedSession, effects: readonly SessionEffect[], reports: AttemptReports): Promise<boolean> {
    for (const effect of effects) {
      if (held.isDropped && isDurable(effect)) return false;
      await this.perform(held, effect, reports);
    }
    return true;
  }

  private async perform(held: LeasedSession, effect: SessionEffect, reports: AttemptReports): Promise<void> {
    const { ownerId } = held;
    switch (effect.type) {
      case 'open_socket':
        return this.open(held, effect.generation, effect.pairing, reports);
      case 'close_socket':
        return held.closeSocket();
      case 'log_out':
        return this.logOut.run(held);
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
        this.logger[level](
          { event: 'session.closed', ownerId, code, cause, phase, strike, countAfter, nextAction },
          'connection ended',
        );
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
    await held.closeSocket();
    if (held.isDropped) return;
    try {
      // What an interrupted deletion left must not be taken for the new device's.
      if (pairing !== null) await this.credentialStore.delete(ownerId);
      const credentials = await this.credentialStore.open(ownerId, held.token);
      const listener = this.listen(held, generation, reports);
      if (held.isDropped) return;
      const handle = await this.transport.open({ ownerId, credentials, pairing }, listener);
      held.connection = { generation, handle };
      // The lease was lost while the socket opened: it is another process's session now.
      if (held.isDropped) await held.closeSocket();
    } catch (error) {
      this.logger.error({ event: 'session.open_failed', err: error, ownerId }, 'connection could not be opened');
      reports.closed(ownerId, generation, couldNotOpen(pairing === null));
    }
  }

  private listen(held: LeasedSession, generation: number, reports: AttemptReports): ConnectionListener {
    const { ownerId } = held;
    return {
      qr: ({ text, expiresAt, number }) =>
        reports.offered(ownerId, generation, { kind: 'qr', text, expiresAt, number }),
      code: ({ code, expiresAt }) => reports.offered(ownerId, generation, { kind: 'code', code, expiresAt }),
      pairingRefused: (reason) => (held.refusal = { generation, reason }),
      scanned: () => reports.scanned(ownerId, generation),
      opened: (identity) => reports.opened(ownerId, generation, identity),
      // Sending waits until the replies that came meanwhile are handled: a STOP may be among them.
      inboxDrained: () => void this.afterReplies(ownerId, () => reports.inboxDrained(ownerId, generation)),
      closed: (facts) => reports.closed(ownerId, generation, facts),
      receipt: (receipt) => void this.signals.receipts.tell(receipt),
      inbound: (message) => this.takeReply(ownerId, () => this.signals.inbound.deliver(message)),
      lidLearnt: (learnt) => this.takeReply(ownerId, () => this.signals.lids.deliver(learnt)),
      coldRestricted: (until) => reports.coldRestricted(ownerId, generation, until),
    };
  }

  private async takeReply(ownerId: OwnerId, handle: () => Promise<void>): Promise<void> {
    try {
      await this.inboundQueues.run(ownerId, handle);
    } catch (error) {
      if (error instanceof QueueFullError) {
        this.metrics.inboundDeferred();
        const most = MOST_WAITING_REPLIES;
        this.logger.warn(
          { event: 'session.inbound_deferred', ownerId, most },
          'too many replies wait; left in the journal',
        );
      }
      throw error;
    }
  }

  /** Runs behind the replies that wait; where there are too many, when the last of them is done. */
  private async afterReplies(ownerId: OwnerId, then: () => void): Promise<void> {
    try {
      await this.inboundQueues.run(ownerId, async () => then());
    } catch {
      while (this.inboundQueues.isBusy(ownerId)) await sleep(QUEUE_LOOK_MS);
      then();
    }
  }

  /** The state already says that they are gone: a database that is away is waited for. */
  private async deleteCredentials(ownerId: OwnerId): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.credentialStore.delete(ownerId);
      } catch (error) {
        const event = 'session.credentials_delete_failed';
        this.logger.error({ event, err: error, ownerId }, 'credentials could not be deleted; trying again');
        if (tries === DELETE_TRIES) throw error;
        await sleep(DELETE_AGAIN_MS);
      }
    }
  }

  private schedule(held: LeasedSession, at: Date, reports: AttemptReports): void {
    held.cancelRetry();
    const wait = Math.min(Math.max(0, at.getTime() - this.clock.now().getTime()), LONGEST_TIMER_MS);
    const timer = setTimeout(() => reports.retryDue(held.ownerId, () => held.retryTimer === timer), wait);
    held.retryTimer = timer;
  }

  /** A newer version in hand, waiting has no more sense. */
  private refreshVersion(held: LeasedSession, reports: AttemptReports): void {
    void this.transport.refreshVersion().then((isNewer) => {
      const isWaiting = (): boolean => held.session.state === 'waiting_network';
      if (isNewer && isWaiting()) reports.retryDue(held.ownerId, isWaiting);
    });
  }
}
