import { Inject, Injectable } from '@nestjs/common';
import { DomainError, type OwnerId } from '@relance/kernel';
import {
  type InboundMessage,
  type LidLearnt,
  type Messenger,
  type NumberLookup,
  type OutboundMessage,
  type OutgoingRecord,
  type Receipt,
  type Sender,
  type SenderStanding,
  type SendOutcome,
  type Unsubscribe,
} from '@relance/messaging';
import {
  KeyedQueue,
  LOGGER,
  ProductTime,
  QueueFullError,
  RELANCE_CONFIG,
  Shutdown,
  type RelanceConfig,
} from '@relance/platform';
import {
  CREDENTIAL_STORE,
  type CredentialStore,
  LEASE_MS,
  newSession,
  SESSION_STORE,
  type SessionStore,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { toSender, toStanding } from './sender.ts';
import { seenFromOutside } from '../session-reader.ts';
import { type LeasedSession } from '../supervisor/leased-session.ts';
import { SessionSignals } from '../supervisor/session-signals.ts';
import { LeasedSessions } from '../supervisor/leased-sessions.ts';

/** Close to its end the lease may be another's before the message is out. */
const LEASE_MARGIN_MS = 3_000;

/** Messages of one sender that may wait for the one that is being sent; more is answered `not_sent`. The scheduler asks for one or two. */
const MOST_WAITING = 100;

/** The way out to WhatsApp for the sending engine: one message of a sender at a time, each with a known outcome. */
@Injectable()
export class WhatsAppMessenger implements Messenger {
  private readonly sending = new KeyedQueue<OwnerId>({ maxWaiting: MOST_WAITING });
  private isStopping = false;

  constructor(
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
    @Inject(CREDENTIAL_STORE) private readonly credentials: Pick<CredentialStore, 'forgetOutgoing'>,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SESSION_STORE) private readonly store: SessionStore,
    private readonly held: LeasedSessions,
    private readonly signals: SessionSignals,
    private readonly time: ProductTime,
    shutdown: Shutdown,
  ) {
    shutdown.on('stopIntake', 'messenger', () => void (this.isStopping = true));
    // Acknowledgements under way are waited for before the sockets close.
    shutdown.on('endWork', 'sends under way', () => this.sending.idle());
  }

  senders(): readonly Sender[] {
    return this.held.all().map((held) => this.toSender(held));
  }

  sender(ownerId: OwnerId): Sender | null {
    const held = this.held.get(ownerId);
    return held === null ? null : this.toSender(held);
  }

  async standings(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, SenderStanding>> {
    const here = ownerIds.flatMap((ownerId) => this.sender(ownerId) ?? []);
    const held = new Set(here.map(({ ownerId }) => ownerId));
    const others = ownerIds.filter((ownerId) => !held.has(ownerId));
    const stored = others.length === 0 ? [] : await this.store.anyOwnerFind(others);
    const sessions = [...others.map(newSession), ...stored.map(seenFromOutside)];
    return new Map<OwnerId, SenderStanding>([
      ...here.map((sender) => [sender.ownerId, sender] as const),
      ...sessions.map((session) => [session.ownerId, toStanding(session, this.productAt)] as const),
    ]);
  }

  prepare(ownerId: OwnerId, message: OutboundMessage): OutgoingRecord | null {
    return this.held.get(ownerId)?.connection?.handle.prepare(message) ?? null;
  }

  forget(ownerId: OwnerId, waMessageIds: readonly string[]): Promise<void> {
    return this.credentials.forgetOutgoing(ownerId, waMessageIds);
  }

  send(ownerId: OwnerId, message: OutboundMessage): Promise<SendOutcome> {
    return this.sending
      .run(ownerId, () => this.sendNow(ownerId, message))
      .catch((error: unknown): SendOutcome => {
        if (error instanceof QueueFullError) {
          this.logger.warn(
            { event: 'send.queue_full', ownerId, most: MOST_WAITING },
            'too many messages wait; not sent',
          );
          return { kind: 'not_sent', reason: 'sender_unavailable' };
        }
        // What is not foreseen may have happened after the frame was out.
        this.logger.error(
          { event: 'send.unexpected_failure', err: error, ownerId },
          'send ended with an unexpected error',
        );
        return { kind: 'unknown', reason: 'connection_lost' };
      });
  }

  async lookUp(ownerId: OwnerId, phones: readonly string[]): Promise<readonly NumberLookup[]> {
    const held = this.held.get(ownerId);
    const connection = held?.session.state === 'connected' ? held.connection : null;
    if (!connection) throw notReady();
    try {
      return await connection.handle.lookUp(phones);
    } catch (error) {
      throw notReady(error);
    }
  }

  onReceipt(handler: (receipt: Receipt) => Promise<void>): Unsubscribe {
    return this.signals.receipts.add(handler);
  }

  onInbound(handler: (message: InboundMessage) => Promise<void>): Unsubscribe {
    return this.signals.inbound.add(handler);
  }

  onLidLearnt(handler: (learnt: LidLearnt) => Promise<void>): Unsubscribe {
    return this.signals.lids.add(handler);
  }

  onSenderChanged(handler: (sender: Sender) => Promise<void>): Unsubscribe {
    return this.signals.changed.add(async (ownerId) => {
      const sender = this.sender(ownerId);
      if (sender !== null) await handler(sender);
    });
  }

  private async sendNow(ownerId: OwnerId, message: OutboundMessage): Promise<SendOutcome> {
    const held = this.held.get(ownerId);
    const isReady = held !== null && this.toSender(held).availability === 'ready';
    if (this.isStopping || !isReady || held.connection === null) {
      return { kind: 'not_sent', reason: 'sender_unavailable' };
    }
    // A process that was frozen may have lost the lease without having heard of it.
    const isLeaseOld = performance.now() - held.renewedAt > LEASE_MS - LEASE_MARGIN_MS;
    if (isLeaseOld) return { kind: 'not_sent', reason: 'lease_lost' };
    return held.connection.handle.send(message, this.config.sendAckTimeoutMs);
  }

  private toSender(held: LeasedSession): Sender {
    return toSender(held, this.config.whatsapp.maxFailures, this.productAt);
  }

  private readonly productAt = (real: Date): Date => this.time.at(real);
}

const notReady = (cause?: unknown): DomainError =>
  new DomainError('unavailable', 'SENDER_NOT_READY', 'The WhatsApp session is not connected.', undefined, {
    ...(cause !== undefined && { cause }),
    retryAfterSeconds: 5,
  });
