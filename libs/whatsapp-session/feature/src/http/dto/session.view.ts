import { ApiProperty } from '@nestjs/swagger';
import { CLOSE_CAUSES, SESSION_STATES, type SessionAction } from '@relance/whatsapp-session-domain';

export const WHATSAPP_STATUSES = ['connected', 'disconnected', 'expired'] as const;
const ACTIONS = ['connect', 'scan', 'disconnect', 'reset'] as const satisfies readonly SessionAction[];
const instant = { type: String, format: 'date-time', nullable: true } as const;

export class LastDisconnectView {
  @ApiProperty({ type: Number, nullable: true }) code!: number | null;
  @ApiProperty({ enum: CLOSE_CAUSES }) cause!: string;
  @ApiProperty({ description: 'In plain words, in the language of Accept-Language.' }) explanation!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

/** The problem that a connect call answers with, for those who read the status or the stream instead. */
export class LinkRefusalView {
  @ApiProperty({ enum: [409] }) status!: number;
  @ApiProperty({ enum: ['NUMBER_LINKED_ELSEWHERE'] }) code!: string;
  @ApiProperty({ description: 'In plain words, in the language of Accept-Language.' }) message!: string;
}

/** The status block. Flat, as existing user apps read it. */
export class SessionView {
  @ApiProperty({ enum: WHATSAPP_STATUSES }) whatsappStatus!: (typeof WHATSAPP_STATUSES)[number];
  @ApiProperty({ enum: SESSION_STATES }) sessionState!: string;
  @ApiProperty({ description: 'Strikes.' }) connectionFailureCount!: number;
  @ApiProperty() maxConnectionFailures!: number;
  @ApiProperty(instant) lastConnectionFailure!: string | null;
  @ApiProperty() canReconnectWithoutQr!: boolean;
  @ApiProperty() requiresQr!: boolean;
  @ApiProperty(instant) nextAttemptAt!: string | null;
  @ApiProperty({ description: 'Failed attempts since the connection was lost.' }) attempt!: number;
  @ApiProperty({ type: LastDisconnectView, nullable: true }) lastDisconnect!: LastDisconnectView | null;
  @ApiProperty({
    ...instant,
    description:
      'Until when WhatsApp restricts the account or its new chats; null when it does not, or no end is known.',
  })
  restrictedUntil!: string | null;
  @ApiProperty({
    type: LinkRefusalView,
    nullable: true,
    description: 'Why the last link was undone at once; null otherwise.',
  })
  linkRefusal!: LinkRefusalView | null;
  @ApiProperty({ type: String, nullable: true }) linkedPhoneMasked!: string | null;
  @ApiProperty({ type: String, nullable: true }) pushName!: string | null;
  @ApiProperty(instant) lastQrScanDate!: string | null;
  @ApiProperty(instant) lastConnectedAt!: string | null;
  @ApiProperty(instant) lastConnectionCheck!: string | null;
  @ApiProperty() messagesSentToday!: number;
  @ApiProperty() dailyCap!: number;
  @ApiProperty({ type: String, enum: ['manual', 'campaign'], nullable: true })
  defaultPauseSource!: 'manual' | 'campaign' | null;
  @ApiProperty({ enum: ACTIONS, isArray: true }) nextActions!: SessionAction[];
  @ApiProperty() rev!: number;
  @ApiProperty() enabled!: boolean;
  @ApiProperty() enrollmentPaused!: boolean;
  @ApiProperty() sendingPaused!: boolean;
  @ApiProperty() defaultCampaignPaused!: boolean;
  @ApiProperty() allowSimultaneousCampaigns!: boolean;
  @ApiProperty() maxMessagesPerDay!: number;
  @ApiProperty() maxTargetsPerCampaign!: number;
}

export class QrView {
  @ApiProperty({ description: 'PNG as a data URL.' }) qr!: string;
  @ApiProperty() qrText!: string;
  @ApiProperty({ format: 'date-time' }) qrExpiresAt!: string;
  @ApiProperty({ description: 'Sequence number of the QR code within this attempt, from 1.' }) number!: number;
}

export class SessionEventView {
  @ApiProperty() id!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: Number, nullable: true }) code!: number | null;
  @ApiProperty() message!: string;
  @ApiProperty({ enum: ['connecting', 'pairing', 'open'] }) phase!: string;
  @ApiProperty({ enum: CLOSE_CAUSES }) cause!: string;
  @ApiProperty() strike!: boolean;
  @ApiProperty() countAfter!: number;
  @ApiProperty({ enum: ['retry', 'scan', 'wait', 'none'] }) nextAction!: string;
  @ApiProperty() explanation!: string;
}
