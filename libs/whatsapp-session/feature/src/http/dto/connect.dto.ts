import { refusedAs } from '@relance/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type PairingRequest } from '@relance/whatsapp-session-domain';
import { IsIn, IsOptional, Matches, ValidateIf } from 'class-validator';
import { SESSION_STATES } from '@relance/whatsapp-session-domain';
import { SessionView, WHATSAPP_STATUSES } from './session.view.ts';

const METHODS = ['qr', 'pairing_code'] as const;
/** E.164: "+", no leading zero, at most fifteen digits. */
const E164 = /^\+[1-9]\d{6,14}$/;

export class ConnectBody {
  @ApiPropertyOptional({ enum: METHODS, default: 'qr' })
  @ValidateIf((body: ConnectBody) => body.method !== undefined)
  @IsIn(METHODS, { message: 'must be qr or pairing_code' })
  method?: (typeof METHODS)[number];

  @ApiPropertyOptional({ description: 'E.164; needed for pairing_code.', example: '+237612345678' })
  @ValidateIf((body: ConnectBody) => body.method === 'pairing_code' || body.phoneNumber !== undefined)
  @Matches(E164, refusedAs('NOT_A_PHONE'))
  phoneNumber?: string;
}

/** The body as the domain wants it; its pipe has checked that a code comes with a number. */
export const pairingOf = ({ method, phoneNumber }: ConnectBody): PairingRequest =>
  method === 'pairing_code' && phoneNumber !== undefined ? { method, phoneNumber } : { method: 'qr' };

export class ConnectAnswer {
  @ApiProperty({ enum: ['connected', 'qr', 'pairing_code', 'connecting'] })
  outcome!: 'connected' | 'qr' | 'pairing_code' | 'connecting';
  @ApiProperty() alreadyConnected!: boolean;
  @ApiProperty({ description: 'Connected by this call without a scan.' }) reconnected!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'PNG as a data URL.' }) qr!: string | null;
  @ApiProperty({ type: String, nullable: true }) qrText!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) qrExpiresAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Eight characters.' }) pairingCode!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) pairingCodeExpiresAt!: string | null;
  @ApiProperty({ enum: WHATSAPP_STATUSES }) whatsappStatus!: string;
  @ApiProperty({ enum: SESSION_STATES }) sessionState!: string;
  @ApiProperty() connectionFailureCount!: number;
  @ApiProperty() maxConnectionFailures!: number;
  @ApiProperty({ type: SessionView }) session!: SessionView;
}

export class DisconnectBody {
  @ApiPropertyOptional({ default: false, description: 'true deletes the session; a new scan is needed then.' })
  @ValidateIf((body: DisconnectBody) => body.force !== undefined)
  @IsIn([true, false], { message: 'must be true or false' })
  force?: boolean;
}

export class DisconnectQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'must be true or false' })
  force?: 'true' | 'false';
}
