import { Inject, Injectable } from '@nestjs/common';
import { type Clock, laterOf, type OwnerId } from '@relance/kernel';
import { OWNER_SETTINGS_READER, type OwnerSettingsReader, type OwnerSendingFlags } from '@relance/messaging';
import { RELANCE_CONFIG, SYSTEM_CLOCK, type RelanceConfig } from '@relance/platform';
import {
  canReconnectWithoutQr,
  explainNow,
  explainThen,
  nextActions,
  whatsappStatusOf,
  type Language,
  type Session,
  type TimelineEntry,
} from '@relance/whatsapp-session-domain';
import { toBuffer } from 'qrcode';
import { type ConnectResult } from '../commands/connect-flow.ts';
import { type ConnectAnswer } from './dto/connect.dto.ts';
import { type QrView, type SessionEventView, type SessionView } from './dto/session.view.ts';
import { SessionReader } from '../session-reader.ts';
import { isNumberRefused, NUMBER_LINKED_ELSEWHERE } from '../commands/session-refusals.ts';
import { type LiveOffer } from '../supervisor/leased-session.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Sessions as clients see them. */
@Injectable()
export class SessionPresenter {
  constructor(
    @Inject(OWNER_SETTINGS_READER) private readonly ownerSettings: OwnerSettingsReader,
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    private readonly reader: SessionReader,
  ) {}

  /** The status block as it is now. A pure read. */
  async status(ownerId: OwnerId, language: Language): Promise<SessionView> {
    const [session, switches] = await Promise.all([this.reader.find(ownerId), this.ownerSettings.read(ownerId)]);
    return this.view(session, switches, language);
  }

  /** The same for many, with one read of the switches. */
  async many(sessions: readonly Session[], language: Language): Promise<SessionView[]> {
    const switches = await this.ownerSettings.readMany(sessions.map(({ ownerId }) => ownerId));
    return Promise.all(
      sessions.map(async (session) => {
        const own = switches.get(session.ownerId) ?? (await this.ownerSettings.read(session.ownerId));
        return this.view(session, own, language);
      }),
    );
  }

  view(session: Session, switches: OwnerSendingFlags, language: Language): SessionView {
    const { lastDisconnect } = session;
    const maxConnectionFailures = this.config.whatsapp.maxFailures;
    return {
      whatsappStatus: whatsappStatusOf(session.state),
      sessionState: session.state,
      connectionFailureCount: Math.min(session.strikes, maxConnectionFailures),
      maxConnectionFailures,
      lastConnectionFailure: iso(session.lastStrikeAt),
      canReconnectWithoutQr: canReconnectWithoutQr(session),
      requiresQr: !canReconnectWithoutQr(session),
      nextAttemptAt: iso(session.nextAttemptAt),
      attempt: session.attempt,
      lastDisconnect: lastDisconnect && {
        code: lastDisconnect.code,
        cause: lastDisconnect.cause,
        explanation: explainNow(session, language, this.clock.now()),
        at: lastDisconnect.at.toISOString(),
      },
      restrictedUntil: iso(restrictedUntil(session, this.clock.now())),
      linkRefusal: isNumberRefused(session)
        ? { status: 409, code: NUMBER_LINKED_ELSEWHERE, message: explainNow(session, language, this.clock.now()) }
        : null,
      linkedPhoneMasked: session.linkedPhoneMasked,
      pushName: session.pushName,
      lastQrScanDate: iso(session.lastQrScanAt),
      lastConnectedAt: iso(session.lastConnectedAt),
      lastConnectionCheck: iso(session.lastCheckedAt),
      messagesSentToday: switches.messagesSentToday,
      dailyCap: switches.dailyCap,
      defaultPauseSource: switches.defaultPauseSource,
      nextActions: nextActions(session.state),
      rev: session.rev,
      enabled: switches.enabled,
      enrollmentPaused: switches.enrollmentPaused,
      sendingPaused: switches.sendingPaused,
      defaultCampaignPaused: switches.defaultCampaignPaused,
      allowSimultaneousCampaigns: switches.allowSimultaneousCampaigns,
      maxMessagesPerDay: switches.maxMessagesPerDay,
      maxTargetsPerCampaign: switches.maxTargetsPerCampaign,
    };
  }

  async connectAnswer(ownerId: OwnerId, result: ConnectResult, language: Language): Promise<ConnectAnswer> {
    const session = await this.status(ownerId, language);
    const offer = result.outcome === 'offer' ? result.offer : null;
    const qr = offer?.kind === 'qr' ? offer : null;
    const code = offer?.kind === 'code' ? offer : null;
    const { whatsappStatus, sessionState, connectionFailureCount, maxConnectionFailures } = session;
    return {
      outcome: result.outcome === 'offer' ? (qr ? 'qr' : 'pairing_code') : result.outcome,
      alreadyConnected: result.outcome === 'connected' && result.alreadyConnected,
      reconnected: result.outcome === 'connected' && !result.alreadyConnected,
      qr: qr && (await picture(qr.text)),
      qrText: qr?.text ?? null,
      qrExpiresAt: iso(qr?.expiresAt ?? null),
      pairingCode: code?.code ?? null,
      pairingCodeExpiresAt: iso(code?.expiresAt ?? null),
      whatsappStatus,
      sessionState,
      connectionFailureCount,
      maxConnectionFailures,
      session,
    };
  }

  /** Null when the offer is a pairing code. */
  async qrView(offer: LiveOffer): Promise<QrView | null> {
    if (offer.kind !== 'qr') return null;
    const { text, expiresAt, number } = offer;
    return { qr: await picture(text), qrText: text, qrExpiresAt: expiresAt.toISOString(), number };
  }

  event({ id, at, cause, ...entry }: TimelineEntry, language: Language): SessionEventView {
    const { code, message, phase, strike, countAfter, nextAction } = entry;
    const explanation = explainThen(cause, nextAction, language);
    return { id, at: at.toISOString(), code, message, phase, cause, strike, countAfter, nextAction, explanation };
  }
}

/** Of the whole account, or of new chats only: until when WhatsApp restricts it. */
function restrictedUntil({ restrictedUntil: whole, coldRestrictedUntil: cold }: Session, now: Date): Date | null {
  return laterOf(whole, cold !== null && cold > now ? cold : null);
}

/**
 * PNG's filter "up" (2) for each line: lines of a QR repeat, so it is the right one, and trying all five for each line, as the
 * library does on its own, would cost twice the time on the thread that serves everybody.
 */
const PNG_OF_REPEATED_LINES = { filterType: 2, deflateStrategy: 0, deflateLevel: 3 };

/** Large enough to be scanned from a screen at arm's length. */
async function picture(text: string): Promise<string> {
  const png = await toBuffer(text, { type: 'png', margin: 2, width: 320, rendererOpts: PNG_OF_REPEATED_LINES });
  return `data:image/png;base64,${png.toString('base64')}`;
}
