import { OwnerIdField, refusedAs } from '@relance/platform';
import {
  checkText,
  contactLimits,
  DAYS_IN_SEQUENCE,
  languages,
  MEDIA_PER_MESSAGE_MAX,
  TEXT_MAX,
  type TextProblem,
} from '@relance/campaigns-domain';
import { isDocumentId, problem, type ValueProblem } from '@relance/kernel';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsObject, ValidateIf, ValidateNested } from 'class-validator';
import { IfGiven, IsId, IsOneOf, IsSwitch, IsText, IsWhole, fieldRule } from '../shared/field-rules.ts';

/** A text whose variables are known, but for the attributes, and that fits into a message. */
export const IsMessageText = (): PropertyDecorator =>
  fieldRule('isMessageText', (value) => {
    if (value === undefined || value === null) return problem('MISSING');
    if (typeof value !== 'string') return 'must be text';
    return together(checkText(value));
  });

/** All problems of a text as one, with the code of the first; unknown variables are named together. */
function together(problems: readonly TextProblem[]): ValueProblem | null {
  const [first] = problems;
  if (!first) return null;
  const { variable, ...told } = first;
  const names = problems.flatMap((each) => each.variable ?? []);
  return {
    ...told,
    problem: problems.map((each) => each.problem).join('; '),
    ...(variable !== undefined && { params: { name: names.join(', ') } }),
  };
}

/** Ids of files, each once. Whether they are there and may be sent is asked of the store. */
export const IsMediaIds = (): PropertyDecorator =>
  fieldRule('isMediaIds', (value) => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > MEDIA_PER_MESSAGE_MAX) return problem('TOO_MANY', { max: MEDIA_PER_MESSAGE_MAX });
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

const given = refusedAs('MISSING');
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
  @IsDefined(refusedAs('MISSING.orDay'))
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

  @ApiPropertyOptional({ description: 'Used for {{campaign.name}}.' })
  @IfGiven()
  @IsText(0, 200)
  campaignName?: string;
}

export class TemplateTestBody extends MessageChoice {
  @ApiPropertyOptional({ type: TextsBody, description: 'A text being written; absent: what the day says.' })
  @ValidateIf(({ day }: TemplateTestBody, value) => value !== undefined || day === undefined)
  @IsDefined(refusedAs('MISSING.orDay'))
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

/** Of the installation's set: whose phone sends it, to its own number. */
export class InstallationTestBody extends OmitType(TemplateTestBody, ['phone'] as const) {
  @OwnerIdField('Whose phone sends it, to its own number; absent: yours.') ownerId?: string;
}

export class TestNumberBody {
  @ApiProperty({ example: '+237690000001' }) @IsText(1, contactLimits.phone) phone!: string;
}

export class ConfirmTestNumberBody extends TestNumberBody {
  @ApiProperty({ example: '123456', description: 'The six digits that the number received on WhatsApp.' })
  @IsText(1, 20)
  code!: string;
}
