import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';
import { type PairingRequest, type Session } from '@relance/whatsapp-session-domain';
import { PairingLimit } from './pairing-limit.ts';
import {
  isNumberRefused,
  notConnectable,
  numberLinkedElsewhere,
  pairingRefused,
  unreachable,
} from './session-refusals.ts';
import { type LeasedSession, type LiveOffer } from '../supervisor/leased-session.ts';
import { LeasedSessions } from '../supervisor/leased-sessions.ts';
import { SessionSupervisor } from '../supervisor/session-supervisor.ts';
import { SessionStateWaiter } from '../supervisor/session-state-waiter.ts';
import { SessionReader } from '../session-reader.ts';

/** The whole call answers within 15 s; what is left beyond this is for reading and rendering. */
export const CONNECT_ANSWER_MS = 13_500;
/** "Connected" is only said of a connection that answers. */
const ALIVE_MS = 4_000;

export type ConnectResult =
  | { readonly outcome: 'connected'; readonly alreadyConnected: boolean }
  | { readonly outcome: 'offer'; readonly offer: LiveOffer }
  | { readonly outcome: 'connecting' };

/** `POST /connect` in the process that holds (or takes) the session. */
@Injectable()
export class ConnectFlow {
  constructor(
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    private readonly held: LeasedSessions,
    private readonly supervisor: SessionSupervisor,
    private readonly watch: SessionStateWaiter,
    private readonly reader: SessionReader,
    private readonly limit: PairingLimit,
  ) {}

  async connect(ownerId: OwnerId, pairing: PairingRequest): Promise<ConnectResult> {
    const deadline = performance.now() + CONNECT_ANSWER_MS;
    await this.supervisor.settled(ownerId);
    const held = this.held.get(ownerId);
    if (held?.session.state === 'connected' && (await this.isAlive(held))) {
      return { outcome: 'connected', alreadyConnected: true };
    }
    const offer = held?.currentOffer(this.clock.now()) ?? null;
    if (offer !== null && isOf(offer, pairing)) return { outcome: 'offer', offer };
    const first = await this.attempt(ownerId, pairing, deadline);
    // The stored session turned out to be worth nothing: what the person needs now is a new QR.
    if (first === 'expired') {
      const second = await this.attempt(ownerId, pairing, deadline);
      return second === 'expired' ? { outcome: 'connecting' } : second;
    }
    return first;
  }

  private async attempt(
    ownerId: OwnerId,
    pairing: PairingRequest,
    deadline: number,
  ): Promise<ConnectResult | 'expired'> {
    const before = await this.reader.find(ownerId);
    const isFresh = before.credentials !== 'registered';
    if (isFresh && before.state !== 'connecting') this.limit.count(ownerId);
    // Refused when an attempt is already under way: then its outcome is ours.
    await this.supervisor.apply(ownerId, { type: 'connect', pairing });
    const start = this.held.get(ownerId)?.session ?? (await this.reader.find(ownerId));
    const left = Math.max(0, deadline - performance.now());
    await this.watch.until(ownerId, () => this.arrived(ownerId, start), left);
    return this.outcome(ownerId, isFresh, start);
  }

  /** True once the attempt has come to something (or was taken away from this process). */
  private arrived(ownerId: OwnerId, start: Session): true | null {
    const held = this.held.get(ownerId);
    if (held === null) return true;
    const { state } = held.session;
    if (state === 'awaiting_scan') return held.currentOffer(this.clock.now()) === null ? null : true;
    if (state === 'connecting' || state === 'pairing') return null;
    return state === 'connected' || held.session.rev > start.rev || state !== start.state ? true : null;
  }

  private async outcome(
    ownerId: OwnerId,
    isFresh: boolean,
    { generation, rev: startRev }: Session,
  ): Promise<ConnectResult | 'expired'> {
    const held = this.held.get(ownerId);
    const session = held?.session ?? (await this.reader.find(ownerId));
    const offer = held?.currentOffer(this.clock.now()) ?? null;
    switch (session.state) {
      case 'connected':
        return { outcome: 'connected', alreadyConnected: false };
      case 'awaiting_scan':
        return offer === null ? { outcome: 'connecting' } : { outcome: 'offer', offer };
      case 'conflict':
      case 'restricted':
      case 'disconnected':
        throw notConnectable(session, this.clock.now());
      case 'none':
      case 'expired':
        if (isNumberRefused(session) && session.rev > startRev) throw numberLinkedElsewhere(session, this.clock.now());
        if (!isFresh) return 'expired';
        throw this.whyNotPaired(session, generation);
      default:
        return { outcome: 'connecting' };
    }
  }

  private whyNotPaired(session: Session, generation: number) {
    const refusal = this.held.refusalOf(session.ownerId, generation);
    if (refusal !== null) return pairingRefused(refusal, session);
    if (session.lastDisconnect?.cause === 'client_too_old') return pairingRefused('VERSION_TOO_OLD', session);
    return unreachable(session, this.clock.now());
  }

  private async isAlive(held: LeasedSession): Promise<boolean> {
    const isAlive = (await held.connection?.handle.isAlive(ALIVE_MS)) ?? false;
    if (isAlive) {
      await this.supervisor.apply(held.ownerId, { type: 'noted', checkedAt: this.clock.now() });
      return true;
    }
    await this.supervisor.reportDead(held);
    return false;
  }
}

const isOf = (offer: LiveOffer, { method }: PairingRequest): boolean => (offer.kind === 'qr') === (method === 'qr');
