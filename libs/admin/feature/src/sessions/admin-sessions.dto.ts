import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OwnerView } from '@relance/campaigns-management';
import { IfGiven, NamedPageQuery, wholeNumberText, refusedAs } from '@relance/platform';
import { CLOSE_CAUSES, type CloseCause, SESSION_STATES, type SessionState } from '@relance/whatsapp-session-domain';
import { DisconnectBody, SessionView } from '@relance/whatsapp-session-feature';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { REASON_MAX } from '../reason.dto.ts';

const SEARCH_MAX = 100;

export class AdminSessionListQuery extends NamedPageQuery {
  @ApiPropertyOptional({ enum: SESSION_STATES })
  @IfGiven()
  @IsIn(SESSION_STATES, refusedAs('NOT_ONE_OF', { values: SESSION_STATES.join(', ') }))
  state?: SessionState;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'Strikes, at least.' })
  @IfGiven()
  @Transform(wholeNumberText)
  @IsInt(refusedAs('NOT_A_WHOLE_NUMBER'))
  @Min(0, refusedAs('TOO_SMALL', { min: 0 }))
  @Max(1000, refusedAs('TOO_LARGE', { max: 1000 }))
  minFailures?: number;

  @ApiPropertyOptional({
    maxLength: SEARCH_MAX,
    description:
      "How a word of the owner's name, e-mail, id or WhatsApp name begins, whatever its accents; or the linked phone number, whole or as it is shown masked.",
  })
  @IfGiven()
  @IsString({ message: 'must be text' })
  @Matches(/\S/, refusedAs('MISSING.text'))
  @MaxLength(SEARCH_MAX, refusedAs('TOO_LONG', { max: SEARCH_MAX }))
  q?: string;
}

/** A session with its owner, for admins. */
export class AdminSessionView extends SessionView {
  @ApiProperty() ownerId!: string;
  @ApiProperty({ type: OwnerView }) owner!: OwnerView;
  @ApiProperty({
    type: OwnerView,
    nullable: true,
    description: 'Who has linked the number that was refused to this owner last; null otherwise.',
  })
  numberLinkedBy!: OwnerView | null;
}

export class FailuresView {
  @ApiProperty({ enum: CLOSE_CAUSES }) cause!: CloseCause;
  @ApiProperty({ type: 'integer' }) count!: number;
}

export class HourlyFailuresView extends FailuresView {
  @ApiProperty({ format: 'date-time', description: 'Beginning of the hour, UTC.' }) hour!: string;
  @ApiProperty({ type: Number, nullable: true }) code!: number | null;
}

const FAILURES = 'A restart after pairing, a code that nobody used and what was asked for are no failures.';

export class SessionStatsView {
  @ApiProperty({ type: 'integer', description: 'Owners, with or without a session.' }) total!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Number of owners by state; every state is there.',
  })
  byState!: Record<string, number>;
  @ApiProperty({ type: [FailuresView], description: `Failures of the last 24 hours by cause, most first. ${FAILURES}` })
  failures24h!: FailuresView[];
  @ApiProperty({
    type: [HourlyFailuresView],
    description: `Failures of the last 24 hours by hour, code and cause, newest hour first. ${FAILURES}`,
  })
  failuresByHour!: HourlyFailuresView[];
  @ApiProperty({ type: 'integer', description: 'Owners with at least one strike.' })
  withFailures!: number;
  @ApiProperty({ type: 'integer', description: 'Owners one strike before a new scan is needed.' })
  nearLimit!: number;
}

/** Why an admin disconnects, and whether the session is deleted with it. */
export class AdminDisconnectBody extends DisconnectBody {
  @ApiPropertyOptional({ maxLength: REASON_MAX })
  @IfGiven()
  @IsString({ message: 'must be text' })
  @MaxLength(REASON_MAX, refusedAs('TOO_LONG', { max: REASON_MAX }))
  reason?: string;
}
