import { createHash } from 'node:crypto';
import { type OwnerId } from '@relance/kernel';
import {
  type CloseFacts,
  type CredentialStore,
  isOutageCandidate,
  type LinkedIdentity,
  type RetryPolicy,
  type SessionEvent,
  type SessionStore,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { type DisconnectClassifier } from './disconnect-classifier.ts';
import { type AttemptReports } from './effect-runner.ts';
import { type HandshakeSlots } from './handshake-slots.ts';
import { type LeasedSession, type LiveOffer } from './leased-session.ts';
import { LeasedElsewhereError, type LeasedSessions } from './leased-sessions.ts';
import { type OutageDetector } from './outage-detector.ts';
import { type SessionSignals } from './session-signals.ts';

/** Where the events go that the reports of an attempt become. */
export interface SessionEvents {
  /** For a session of this process: until it is stored or the lease is lost; `then` runs once it is stored. */
  report(ownerId: OwnerId, event: SessionEvent, then?: (held: LeasedSession) => Promise<void>): void;
  /** Resolves when everything that was reported of this session before has been applied to it. Never rejects. */
  settled(ownerId: OwnerId): Promise<void>;
  /** For any session. Rejects with LeasedElsewhereError when another process holds it. */
  apply(ownerId: OwnerId, event: SessionEvent): Promise<unknown>;
}

type Parts = {
  readonly store: SessionStore;
  readonly credentialStore: CredentialStore;
  readonly logger: Logger;
  readonly policy: RetryPolicy;
  readonly signals: SessionSignals;
  readonly held: LeasedSessions;
  readonly classifier: DisconnectClassifier;
  readonly outages: OutageDetector;
  readonly slots: HandshakeSlots;
};

/** The same for one number in every process, and no number to whoever reads the database. */
const numberKeyOf = (phone: string): string =>
  createHash('sha256').update(`linked number ${phone}`).digest('base64url');

/** Makes events of the machine of what connection attempts report; a close is classified first. */
export class AttemptReporter implements AttemptReports {
  constructor(
    private readonly events: SessionEvents,
    private readonly parts: Parts,
  ) {}

  offered(ownerId: OwnerId, generation: number, value: LiveOffer): void {
    this.events.report(
      ownerId,
      { type: value.kind === 'qr' ? 'qr_offered' : 'code_offered', generation },
      async (held) => {
        held.offer = { generation, value };
        const sealed = this.parts.credentialStore.seal(ownerId, 'offer', JSON.stringify(value));
        await this.parts.store.saveOffer(ownerId, held.token, { sealed, expiresAt: value.expiresAt });
      },
    );
  }

  scanned(ownerId: OwnerId, generation: number): void {
    this.events.report(ownerId, { type: 'scanned', generation });
  }

  opened(ownerId: OwnerId, generation: number, identity: LinkedIdentity): void {
    const { phone, ...shown } = identity;
    const held = this.parts.held.get(ownerId);
    if (held?.session.generation === generation) held.linkedPhone = phone;
    const numberKey = phone === null ? null : numberKeyOf(phone);
    this.events.report(ownerId, { type: 'opened', generation, numberKey, ...shown }, () =>
      this.parts.outages.recovered(),
    );
  }

  inboxDrained(ownerId: OwnerId, generation: number): void {
    const held = this.parts.held.get(ownerId);
    if (held?.session.generation !== generation) return;
    held.isInboxDrained = true;
    void this.parts.signals.changed.tell(ownerId);
  }

  coldRestricted(ownerId: OwnerId, generation: number, until: Date | null): void {
    if (this.parts.held.get(ownerId)?.session.generation !== generation) return;
    this.events.report(ownerId, { type: 'noted', coldRestrictedUntil: until });
  }

  closed(ownerId: OwnerId, generation: number, reported: CloseFacts): void {
    void this.closedBy(ownerId, generation, reported).catch((error: unknown) => {
      this.parts.logger.error({ event: 'session.close_failed', err: error, ownerId }, 'close could not be classified');
    });
  }

  retryDue(ownerId: OwnerId, isWanted: () => boolean): void {
    void this.parts.slots.reconnect(ownerId, isWanted, () => this.events.report(ownerId, { type: 'retry_due' }));
  }

  /**
   * A close of this attempt is classified and reported; one of an older attempt is not. A connection may end while the news that it
   * opened is being stored: what it ended in is known once that is done.
   */
  async closedBy(ownerId: OwnerId, generation: number, reported: CloseFacts): Promise<void> {
    await this.events.settled(ownerId);
    const session = this.parts.held.get(ownerId)?.session;
    if (session?.generation !== generation) return;
    const facts = session.state === 'pairing' ? { ...reported, phase: 'pairing' as const } : reported;
    const { cause, outage, graceUntil } = await this.parts.classifier.classify(session, facts, this.parts.policy);
    const closed = { type: 'closed', generation, cause, facts, chance: Math.random() } as const;
    this.events.report(ownerId, graceUntil === null ? closed : { ...closed, graceUntil }, async () => {
      if (isOutageCandidate(cause)) await this.withdrawStrikesInOutage(ownerId);
    });
    for (const other of outage?.owners ?? []) {
      if (other !== ownerId && outage !== null) this.withdrawStrikes(other, outage.since);
    }
  }

  /** The guard may have tripped in another process while this strike was being stored. */
  private async withdrawStrikesInOutage(ownerId: OwnerId): Promise<void> {
    const since = await this.parts.outages.outageSince();
    if (since !== null) this.withdrawStrikes(ownerId, since);
  }

  /** Takes strikes of an outage back, or leaves it to the process that holds the session. */
  private withdrawStrikes(ownerId: OwnerId, since: Date): void {
    const event = { type: 'outage_detected', since, chance: Math.random() } as const;
    void this.events.apply(ownerId, event).catch(async (error: unknown) => {
      if (error instanceof LeasedElsewhereError && !this.parts.held.isClosed)
        await this.parts.held.enqueueWithdrawStrikes(ownerId, since);
      else
        this.parts.logger.error(
          { event: 'session.withdraw_failed', err: error, ownerId },
          'strikes of an outage not withdrawn',
        );
    });
  }
}
