import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OwnerView } from '@relance/campaigns-feature';
import { PageQuery } from '@relance/platform';
import { SESSION_STATES, type SessionState } from '@relance/whatsapp-session-domain';
import { DisconnectBody, SessionView } from '@relance/whatsapp-session-feature';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { REASON_MAX } from '../reason.dto.ts';

const ifGiven = (_: unknown, value: unknown): boolean => value !== undefined;

export class AdminSessionListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: SESSION_STATES })
  @ValidateIf(ifGiven)
  @IsIn(SESSION_STATES, { message: `must be one of ${SESSION_STATES.join(', ')}` })
  state?: SessionState;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'Strikes, at least.' })
  @ValidateIf(ifGiven)
  @Type(() => Number)
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be at least 0' })
  @Max(1000, { message: 'must be at most 1000' })
  minFailures?: number;

  @ApiPropertyOptional({ description: "Prefix of the owner's id." })
  @ValidateIf(ifGiven)
  @Matches(/^[A-Za-z0-9_-]{1,64}$/, { message: 'must be 1 to 64 letters, digits, "_" or "-"' })
  q?: string;
}

/** A session with its owner, for admins. */
export class AdminSessionView extends SessionView {
  @ApiProperty() ownerId!: string;
  @ApiProperty({ type: OwnerView }) owner!: OwnerView;
}

export class FailuresView {
  @ApiProperty() cause!: string;
  @ApiProperty({ type: 'integer' }) count!: number;
}

export class SessionStatsView {
  @ApiProperty({ type: 'integer' }) total!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Number of sessions by state; every state is there.',
  })
  byState!: Record<string, number>;
  @ApiProperty({ type: [FailuresView], description: 'Lost connections of the last 24 hours by cause.' })
  failures24h!: FailuresView[];
  @ApiProperty({ type: 'integer', description: 'Sessions one strike before a new scan is needed.' })
  nearLimit!: number;
}

/** Why an admin disconnects, and whether the session is deleted with it. */
export class AdminDisconnectBody extends DisconnectBody {
  @ApiPropertyOptional({ maxLength: REASON_MAX })
  @IsOptional()
  @IsString({ message: 'must be text' })
  @MaxLength(REASON_MAX, { message: `must be at most ${REASON_MAX} characters` })
  reason?: string;
}
