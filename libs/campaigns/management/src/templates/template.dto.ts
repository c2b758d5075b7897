import {
  checkText,
  contactLimits,
  DAYS_IN_SEQUENCE,
  languages,
  MEDIA_PER_MESSAGE_MAX,
  TEXT_MAX,
} from '@relance/campaigns-domain';
import { isDocumentId } from '@relance/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsObject, ValidateIf, ValidateNested } from 'class-validator';
import { IfGiven, IsId, IsOneOf, IsSwitch, IsText, IsWhole, rule } from '../shared/field-rules.ts';

/** A text whose variables are known, but for the attributes, and that fits into a message. */
export const IsMessageText = (): PropertyDecorator =>
  rule('isMessageText', (value) => {
    if (value === undefined || value === null) return 'must be given';
    if (typeof value !== 'string') return 'must be text';
    return (
      checkText(value)
        .map(({ problem }) => problem)
        .join('; ') || null
    );
  });

/** Ids of files, each once. Whether they are there and may be sent is asked of the store. */
export const IsMediaIds = (): PropertyDecorator =>
  rule('isMediaIds', (value) => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > MEDIA_PER_MESSAGE_MAX) return `must have at most ${MEDIA_PER_MESSAGE_MAX} entries`;
    if (!value.every((id) => typeof id === 'string' && isDocumentId(id))) return 'each must be 24 hexadecimal digits';
    return new Set(value).size === value.length ? null : 'must name each file once';
  });

export class TextsBody {
  @ApiProperty({
    maxLength: TEXT_MAX,
    example: 'Bonjour {{name|cher ami}}',
    description: 'Variables stand between double braces; after a bar the words for those whose value is missing.',
  })
  @IsMessageText()
  fr!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: TEXT_MAX, description: 'Absent: French is sent.' })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsMessageText()
  en?: string | null;
}

const given = { message: 'must be given' };
const object = { message: 'must be an object' };

/** What a day says, in an owner's or the installation's set. */
export class TemplateBody {
  @ApiProperty({ type: TextsBody })
  @IsDefined(given)
  @IsObject(object)
  @ValidateNested(object)
  @Type(() => TextsBody)
  messageTemplate!: TextsBody;

  @ApiPropertyOptional({ type: [String], description: 'Files sent with it, in this order; see POST /media.' })
  @IfGiven()
  @IsMediaIds()
  mediaIds?: string[];

  @ApiPropertyOptional({ default: true, description: 'False: nothing is sent on this day.' })
  @IfGiven()
  @IsSwitch()
  active?: boolean;
}

class MessageChoice {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: DAYS_IN_SEQUENCE })
  @IfGiven()
  @IsWhole(1, DAYS_IN_SEQUENCE)
  day?: number;

  @ApiPropertyOptional({ type: [String] })
  @IfGiven()
  @IsMediaIds()
  mediaIds?: string[];
}

export class TemplatePreviewBody extends MessageChoice {
  @ApiPropertyOptional({ type: TextsBody, description: 'A text being written; absent: what the day says.' })
  @ValidateIf(
    ({ day, dayNumber }: TemplatePreviewBody, value) =>
      value !== undefined || (day === undefined && dayNumber === undefined),
  )
  @IsDefined({ message: 'must be given, or a day' })
  @IsObject(object)
  @ValidateNested(object)
  @Type(() => TextsBody)
  messageTemplate?: TextsBody;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: DAYS_IN_SEQUENCE,
    deprecated: true,
    description: 'As `day`.',
  })
  @IfGiven()
  @IsWhole(1, DAYS_IN_SEQUENCE)
  dayNumber?: number;

  @ApiPropertyOptional({ enum: languages, description: "Absent: the contact's, else French." })
  @IfGiven()
  @IsOneOf(languages)
  language?: 'fr' | 'en';

  @ApiPropertyOptional({ description: 'Rendered for this contact; absent: for a sample one.' })
  @IfGiven()
  @IsId()
  contactId?: string;

  @ApiPropertyOptional({ description: 'Said for {{campaign.name}}.' })
  @IfGiven()
  @IsText(0, 200)
  campaignName?: string;
}

export class TemplateTestBody extends MessageChoice {
  @ApiPropertyOptional({ type: TextsBody, description: 'A text being written; absent: what the day says.' })
  @ValidateIf(({ day }: TemplateTestBody, value) => value !== undefined || day === undefined)
  @IsDefined({ message: 'must be given, or a day' })
  @IsObject(object)
  @ValidateNested(object)
  @Type(() => TextsBody)
  message?: TextsBody;

  @ApiPropertyOptional({ description: 'A confirmed number; absent: the own number.', example: '+237690000001' })
  @IfGiven()
  @IsText(1, contactLimits.phone)
  phone?: string;

  @ApiPropertyOptional({ enum: languages, description: "Absent: the owner's." })
  @IfGiven()
  @IsOneOf(languages)
  language?: 'fr' | 'en';
}

export class TestNumberBody {
  @ApiProperty({ example: '+237690000001' }) @IsText(1, contactLimits.phone) phone!: string;
}

export class ConfirmTestNumberBody extends TestNumberBody {
  @ApiProperty({ example: '123456', description: 'The six digits that the number got by WhatsApp.' })
  @IsText(1, 20)
  code!: string;
}
