import { visibleCharacter } from '@relance/kernel';
import { IfGiven, refusedAs } from '@relance/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Matches, IsString, MaxLength } from 'class-validator';

export const REASON_MAX = 500;

const trimmed = ({ value }: { readonly value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

/** Why an admin acts; optional. */
export class ActionReasonBody {
  @ApiPropertyOptional({ maxLength: REASON_MAX })
  @Transform(trimmed)
  @IfGiven()
  @IsString({ message: 'must be text' })
  @MaxLength(REASON_MAX, refusedAs('TOO_LONG', { max: REASON_MAX }))
  reason?: string;
}

/** Cancelling cannot be undone: it needs a reason. */
export class CancelReasonBody {
  @ApiProperty({ minLength: 1, maxLength: REASON_MAX })
  @Transform(trimmed)
  @IsString({ message: 'must be text' })
  @Matches(visibleCharacter, refusedAs('MISSING.text'))
  @MaxLength(REASON_MAX, refusedAs('TOO_LONG', { max: REASON_MAX }))
  reason!: string;
}
