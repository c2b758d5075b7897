import {
  audienceModes,
  CAMPAIGN_DESCRIPTION_MAX,
  CAMPAIGN_NAME_MAX,
  campaignStatuses,
  campaignTypes,
  DAYS_IN_SEQUENCE,
  REASON_NOTE_MAX,
  settingsBounds,
} from '@relance/campaigns-domain';
import { EachIsObject, NamedPageQuery, refusedAs } from '@relance/platform';
import { ApiProperty, ApiPropertyOptional, IntersectionType, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsDefined, IsObject, ValidateNested } from 'class-validator';
import {
  HasNoControls,
  IfGiven,
  IfSome,
  IsId,
  IsInstant,
  IsOneOf,
  IsSwitch,
  IsText,
  IsWhole,
  fieldRule,
  trimmed,
} from '../shared/field-rules.ts';
import { CreatedDaysQuery } from '../shared/created-days.ts';
import { IsMediaIds, TextsBody } from '../templates/template.dto.ts';
import { FilterBody } from './filter.dto.ts';

const PRIORITY_MAX = 1000;
const daily = settingsBounds.maxMessagesPerDay;

const HasEachDayOnce = (): PropertyDecorator =>
  fieldRule('hasEachDayOnce', (value) => {
    if (!Array.isArray(value)) return null;
    const days = value.flatMap((entry: { dayNumber?: unknown } | null) => (entry?.dayNumber ? [entry.dayNumber] : []));
    return new Set(days).size === days.length ? null : 'must name each dayNumber once';
  });

export class CustomMessageBody {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: DAYS_IN_SEQUENCE })
  @IsWhole(1, DAYS_IN_SEQUENCE)
  dayNumber!: number;

  @ApiProperty({ type: TextsBody })
  @IsDefined(refusedAs('MISSING'))
  @IsObject({ message: 'must be an object' })
  @ValidateNested({ message: 'must be an object' })
  @Type(() => TextsBody)
  messageTemplate!: TextsBody;

  @ApiPropertyOptional({ type: [String] })
  @IfGiven()
  @IsMediaIds()
  mediaIds?: string[];
}

export class CampaignBody {
  @ApiProperty({ minLength: 1, maxLength: CAMPAIGN_NAME_MAX })
  @Transform(trimmed)
  @IsText(1, CAMPAIGN_NAME_MAX)
  @HasNoControls()
  name!: string;

  @ApiProperty({ type: FilterBody, description: 'An empty object means everybody.' })
  @IsDefined(refusedAs('MISSING.filter'))
  @IsObject({ message: 'must be an object' })
  @ValidateNested({ message: 'must be an object' })
  @Type(() => FilterBody)
  targetFilter!: FilterBody;

  @ApiPropertyOptional({ enum: audienceModes, default: 'frozen' })
  @IfGiven()
  @IsOneOf(audienceModes)
  audienceMode?: 'frozen' | 'dynamic';

  @ApiPropertyOptional({
    default: false,
    description: 'Any reply of a person ends their sequence (exit reason `replied`).',
  })
  @IfGiven()
  @IsSwitch()
  stopOnReply?: boolean;

  @ApiPropertyOptional({ type: [CustomMessageBody], description: 'Replace the default messages of their days.' })
  @IfGiven()
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(DAYS_IN_SEQUENCE, refusedAs('TOO_MANY', { max: DAYS_IN_SEQUENCE }))
  @HasEachDayOnce()
  @EachIsObject()
  @ValidateNested({ each: true, message: 'each entry must be an object' })
  @Type(() => CustomMessageBody)
  customMessages?: CustomMessageBody[];

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @IfSome()
  @IsInstant()
  scheduledStartDate?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Starts when that campaign has ended.' })
  @IfSome()
  @IsId()
  runAfterCampaignId?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: daily.min,
    maximum: daily.max,
    description: "Default: the owner's.",
  })
  @IfGiven()
  @IsWhole(daily.min, daily.max)
  maxMessagesPerDay?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: PRIORITY_MAX,
    default: 0,
    description: 'Lower is first.',
  })
  @IfGiven()
  @IsWhole(0, PRIORITY_MAX)
  priority?: number;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: CAMPAIGN_DESCRIPTION_MAX })
  @Transform(trimmed)
  @IfSome()
  @IsText(0, CAMPAIGN_DESCRIPTION_MAX)
  description?: string | null;
}

/** Any part of a campaign; possible in draft and scheduled. */
export class CampaignPatchBody extends PartialType(CampaignBody, { skipNullProperties: false }) {}

/** What a copy shall be called, and whether it is for the same people. */
export class CloneBody {
  @ApiPropertyOptional({ minLength: 1, maxLength: CAMPAIGN_NAME_MAX, description: "Default: the original's with (2)." })
  @Transform(trimmed)
  @IfGiven()
  @IsText(1, CAMPAIGN_NAME_MAX)
  @HasNoControls()
  name?: string;

  @ApiPropertyOptional({ default: true, description: 'False: the copy begins without a filter, for everybody.' })
  @IfGiven()
  @IsSwitch()
  withAudience?: boolean;
}

export class PreviewBody {
  @ApiProperty({ type: FilterBody })
  @IsDefined(refusedAs('MISSING.filter'))
  @IsObject({ message: 'must be an object' })
  @ValidateNested({ message: 'must be an object' })
  @Type(() => FilterBody)
  targetFilter!: FilterBody;
}

export class ScheduleBody {
  @ApiProperty({ format: 'date-time' }) @IsInstant() scheduledStartDate!: string;
}

export class CampaignReasonBody {
  @ApiPropertyOptional({ maxLength: REASON_NOTE_MAX })
  @Transform(trimmed)
  @IfGiven()
  @IsText(0, REASON_NOTE_MAX)
  reason?: string;
}

export class CampaignListQuery extends IntersectionType(CreatedDaysQuery, NamedPageQuery) {
  @ApiPropertyOptional({ enum: campaignStatuses })
  @IfGiven()
  @IsOneOf(campaignStatuses)
  status?: (typeof campaignStatuses)[number];

  @ApiPropertyOptional({ enum: campaignTypes }) @IfGiven() @IsOneOf(campaignTypes) type?: 'default' | 'filtered';

  @ApiPropertyOptional({
    description: 'Beginning of the name or of a later word of it; accents and case do not matter.',
  })
  @IfGiven()
  @IsText(1, CAMPAIGN_NAME_MAX)
  q?: string;
}
