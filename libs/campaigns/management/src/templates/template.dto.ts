import { DAYS_IN_SEQUENCE, languages, TEXT_MAX, textProblems } from '@relance/campaigns-domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsObject, ValidateIf, ValidateNested } from 'class-validator';
import { IfGiven, IsId, IsOneOf, IsWhole, rule } from '../shared/field-rules.ts';

/** A text whose variables are all known and that fits into a message. */
export const IsMessageText = (): PropertyDecorator =>
  rule('isMessageText', (value) => {
    if (typeof value !== 'string') return 'must be text';
    return textProblems(value, { hasMedia: false }).join('; ') || null;
  });

export class TextsBody {
  @ApiProperty({ maxLength: TEXT_MAX, example: 'Bonjour {{name}}' })
  @IsMessageText()
  fr!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: TEXT_MAX, description: 'Absent: French is sent.' })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsMessageText()
  en?: string | null;
}

export class TemplatePreviewBody {
  @ApiPropertyOptional({ type: TextsBody, description: 'A text being written; absent: the default of the day.' })
  @IfGiven()
  @IsObject({ message: 'must be an object' })
  @ValidateNested({ message: 'must be an object' })
  @Type(() => TextsBody)
  messageTemplate?: TextsBody;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: DAYS_IN_SEQUENCE })
  @IsDefined({ message: 'must be given' })
  @IsWhole(1, DAYS_IN_SEQUENCE)
  dayNumber!: number;

  @ApiPropertyOptional({ enum: languages, description: "Absent: the contact's, else French." })
  @IfGiven()
  @IsOneOf(languages)
  language?: 'fr' | 'en';

  @ApiPropertyOptional({ description: 'Rendered for this contact; absent: for a sample one.' })
  @IfGiven()
  @IsId()
  contactId?: string;
}
