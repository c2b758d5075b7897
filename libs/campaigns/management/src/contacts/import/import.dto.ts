import { contactLimits, languages } from '@relance/campaigns-domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IfGiven,
  instantOf,
  IsId,
  IsOneOf,
  IsPhoneCountry,
  IsSwitch,
  IsText,
  IsTextList,
  fieldRule,
  upperCased,
} from '../../shared/field-rules.ts';
import { isColumnTarget } from './column-plan.ts';

type Given = { readonly value: unknown };

/** Fields of a form are texts: empty ones are none, and what is JSON is read as such. */
const absentWhenEmpty = ({ value }: Given): unknown => (value === '' ? undefined : value);

const jsonOf = ({ value }: Given): unknown => {
  if (value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};

const booleanOf = ({ value }: Given): unknown =>
  value === ''
    ? undefined
    : value === 'true' || value === '1'
      ? true
      : value === 'false' || value === '0'
        ? false
        : value;

const listOf = ({ value }: Given): unknown => {
  if (value === '') return undefined;
  if (typeof value !== 'string') return value;
  if (value.trim().startsWith('[')) return jsonOf({ value });
  return value
    .split(/[|,;]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
};

const IsMapping = (): PropertyDecorator =>
  fieldRule('isMapping', (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return 'must be an object of fields by header';
    const entries = Object.entries(value);
    if (entries.length > 512) return 'must name at most 512 columns';
    const wrong = entries.find(([, target]) => !isColumnTarget(target));
    return wrong ? `must say a field, attributes.<key> or ignore for ${wrong[0].slice(0, 50)}` : null;
  });

const IsConsent = (): PropertyDecorator =>
  fieldRule('isConsent', (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return 'must be an object with source and at';
    const { source, at, ...more } = value as Record<string, unknown>;
    if (Object.keys(more).length > 0) return `has what is not known here: ${Object.keys(more)[0]?.slice(0, 50)}`;
    if (typeof source !== 'string' || source.trim() === '') return 'must have a source';
    if (source.length > contactLimits.consentSource)
      return `must have a source of at most ${contactLimits.consentSource} characters`;
    return at === undefined || instantOf(at) ? null : 'must have a date and time, ISO 8601 with offset';
  });

export class ImportBody {
  @ApiPropertyOptional({ description: 'Of a file that was inspected; instead of `file`.' })
  @Transform(absentWhenEmpty)
  @IfGiven()
  @IsId()
  importId?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'By header: a field of a contact, `firstName`, `lastName`, `attributes.<key>` or `ignore`.',
    example: { 'N° tel': 'phone', Quartier: 'attributes.city' },
  })
  @Transform(jsonOf)
  @IfGiven()
  @IsMapping()
  mapping?: Record<string, string>;

  @ApiPropertyOptional({ example: 'CM', description: 'Of national numbers; by default the owner’s.' })
  @Transform(({ value }: Given) => absentWhenEmpty({ value: upperCased({ value }) }))
  @IfGiven()
  @IsPhoneCountry()
  defaultCountry?: string;

  @ApiPropertyOptional({ type: [String], description: 'Given to every row.' })
  @Transform(listOf)
  @IfGiven()
  @IsTextList(contactLimits.tags, contactLimits.tag)
  tags?: string[];

  @ApiPropertyOptional({ enum: ['add', 'replace'], default: 'add' })
  @Transform(absentWhenEmpty)
  @IfGiven()
  @IsOneOf(['add', 'replace'])
  tagsMode?: 'add' | 'replace';

  @ApiPropertyOptional({ default: true, description: 'Known phones are updated; else they are rejected.' })
  @Transform(booleanOf)
  @IfGiven()
  @IsSwitch()
  upsert?: boolean;

  @ApiPropertyOptional({
    type: 'object',
    properties: { source: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
    required: ['source'],
    description: 'Of every row that names none; without a date: now.',
  })
  @Transform(jsonOf)
  @IfGiven()
  @IsConsent()
  consent?: { source: string; at?: string };

  @ApiPropertyOptional({
    enum: languages,
    description: 'Of people whose language is not known; also how dates are read.',
  })
  @Transform(absentWhenEmpty)
  @IfGiven()
  @IsOneOf(languages)
  language?: 'fr' | 'en';

  @ApiPropertyOptional({ description: 'Of a spreadsheet; by default the first.' })
  @Transform(absentWhenEmpty)
  @IfGiven()
  @IsText(1, 100)
  sheet?: string;

  @ApiPropertyOptional({ type: 'string', format: 'binary', description: 'CSV, TSV, XLSX or vCard, at most 10 MB.' })
  @IfGiven()
  file?: unknown;
}

export class InspectBody {
  @ApiPropertyOptional()
  @Transform(absentWhenEmpty)
  @IfGiven()
  @IsText(1, 100)
  sheet?: string;

  @ApiProperty({ type: 'string', format: 'binary' })
  @IfGiven()
  file?: unknown;
}
