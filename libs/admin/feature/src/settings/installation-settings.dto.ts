import { visibleCharacter } from '@relance/kernel';
import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { stopWordsOf } from '@relance/campaigns-domain';
import { SettingsBody, SettingsView } from '@relance/campaigns-management';
import { IfGiven, IfSome, type InstallationSettings, refusedAs } from '@relance/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { applyDecorators } from '@nestjs/common';

const WholeField = (minimum: number, maximum: number, description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum, maximum, description }),
    IfGiven(),
    IsInt(refusedAs('NOT_A_WHOLE_NUMBER')),
    Min(minimum, refusedAs('TOO_SMALL', { min: minimum })),
    Max(maximum, refusedAs('TOO_LARGE', { max: maximum })),
  );

const LineField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ maxLength: 200 }),
    IsString({ message: 'must be text' }),
    Matches(visibleCharacter, refusedAs('MISSING.text')),
    MaxLength(200, refusedAs('TOO_LONG', { max: 200 })),
  );

const NestedField = (type: () => new () => object, description: string): PropertyDecorator =>
  applyDecorators(
    // Swagger calls only a function of this very name to learn the shape; another one counts as the shape itself.
    ApiPropertyOptional({ type: () => type(), description }),
    IfGiven(),
    IsObject({ message: 'must be an object' }),
    ValidateNested({ message: 'must be an object' }),
    Type(type),
  );

export class OptOutLineBody {
  @LineField() fr!: string;
  @LineField() en!: string;
}

export class LimitsBody {
  @WholeField(1, 1_000_000, 'Media an owner may store, in megabytes.') mediaQuotaMb?: number;
  @WholeField(0, 7, 'Days in a row that WhatsApp accepted and nobody received before a target leaves; 0: never.')
  undeliveredDaysLimit?: number;
  @WholeField(0, 1_000_000, 'Requests a minute by one token in one process, 429 above; 0: no limit.')
  requestsPerMinute?: number;
}

export class RetentionBody {
  @WholeField(1, 36_500, 'Days that texts of messages are kept; then only their hash.') textDays?: number;
  @WholeField(1, 36_500, 'Days that events of sessions are kept.') sessionEventDays?: number;
  @WholeField(1, 1200, 'Months that targets and deliveries of ended campaigns are kept; counters stay.')
  targetMonths?: number;
  @WholeField(1, 1200, 'Months that the audit log is kept.') auditMonths?: number;
}

/** Several times the product's own lists, which the view shows and a form sends back with words of its own. */
const STOP_WORDS_MAX = 5_000;

const Words = (): PropertyDecorator =>
  applyDecorators(
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(STOP_WORDS_MAX, refusedAs('TOO_MANY.words', { max: STOP_WORDS_MAX })),
    IsString({ each: true, message: 'must be words' }),
    Matches(/[\p{L}\p{N}\p{S}]/u, { each: true, message: 'must be words' }),
    MaxLength(60, { each: true, ...refusedAs('TOO_LONG.words', { max: 60 }) }),
  );

export class StopWordChangesBody {
  @ApiPropertyOptional({ type: [String], description: "Heard besides the product's own lists." })
  @IfGiven()
  @Words()
  added?: string[];

  @ApiPropertyOptional({ type: [String], description: "Words of the product's own lists that do not count." })
  @IfGiven()
  @Words()
  removed?: string[];
}

export class InstallationSettingsBody {
  @ApiPropertyOptional({
    type: OptOutLineBody,
    nullable: true,
    description: 'Line at the end of each message; null: none.',
  })
  @IfSome()
  @IsObject({ message: 'must be an object with fr and en, or null' })
  @ValidateNested({ message: 'must be an object with fr and en, or null' })
  @Type(() => OptOutLineBody)
  optOutLine?: OptOutLineBody | null;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    description:
      "A list in the place of the product's own ones; null: those. One with at least half of their words is them, edited.",
  })
  @IfSome()
  @ArrayMinSize(1, refusedAs('TOO_FEW', { what: 'word' }))
  @Words()
  stopWords?: string[] | null;

  @NestedField(
    () => StopWordChangesBody,
    "What is changed of the product's own lists, or of the list in their place; what is not given keeps its value.",
  )
  stopWordChanges?: StopWordChangesBody;

  @NestedField(() => SettingsBody, 'Settings with which new owners begin; what is not given keeps its value.')
  defaults?: SettingsBody;

  @NestedField(() => LimitsBody, 'What is not given keeps its value.') limits?: LimitsBody;
  @NestedField(() => RetentionBody, 'What is not given keeps its value.') retention?: RetentionBody;

  @ApiPropertyOptional({ description: 'Admins must have a second factor.' })
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  requireTwoFactor?: boolean;
}

export class LimitsView {
  @ApiProperty({ type: 'integer' }) mediaQuotaMb!: number;
  @ApiProperty({ type: 'integer' }) undeliveredDaysLimit!: number;
  @ApiProperty({ type: 'integer' }) requestsPerMinute!: number;
}

export class RetentionView {
  @ApiProperty({ type: 'integer' }) textDays!: number;
  @ApiProperty({ type: 'integer' }) sessionEventDays!: number;
  @ApiProperty({ type: 'integer' }) targetMonths!: number;
  @ApiProperty({ type: 'integer' }) auditMonths!: number;
}

export class StopWordChangesView {
  @ApiProperty({ enum: ['builtIn', 'own'], description: 'Own: `stopWords` was given in the place of the lists.' })
  list!: 'builtIn' | 'own';
  @ApiProperty({ type: [String] }) added!: string[];
  @ApiProperty({ type: [String] }) removed!: string[];
}

/** Settings with which new owners begin, as far as the operator decided them. */
export class InstallationDefaultsView extends PartialType(SettingsView) {}

/** What the operator decided for the whole installation. */
export class InstallationSettingsView {
  @ApiProperty({ type: OptOutLineBody, nullable: true }) optOutLine!: { fr: string; en: string } | null;
  @ApiProperty({ type: [String], description: 'Words and phrases with which a person opts out.' }) stopWords!: string[];
  @ApiProperty({
    type: StopWordChangesView,
    description: "What of them is not in the product's own lists, and the reverse.",
  })
  stopWordChanges!: StopWordChangesView;
  @ApiProperty({
    type: InstallationDefaultsView,
    description: "Settings with which new owners begin; what is not there is the product's default.",
  })
  defaults!: InstallationDefaultsView;
  @ApiProperty({ type: LimitsView }) limits!: LimitsView;
  @ApiProperty({ type: RetentionView }) retention!: RetentionView;
  @ApiProperty() requireTwoFactor!: boolean;
}

export const toSettingsView = (settings: InstallationSettings): InstallationSettingsView => ({
  optOutLine: settings.optOutLine && { ...settings.optOutLine },
  stopWords: [...stopWordsOf(settings)],
  stopWordChanges: {
    list: settings.stopWords === null ? 'builtIn' : 'own',
    added: [...settings.stopWordChanges.added],
    removed: [...settings.stopWordChanges.removed],
  },
  defaults: { ...settings.defaults },
  limits: { ...settings.limits },
  retention: { ...settings.retention },
  requireTwoFactor: settings.requireTwoFactor,
});
