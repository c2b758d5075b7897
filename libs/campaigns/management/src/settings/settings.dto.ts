import { EachIsObject, refusedAs } from '@relance/platform';
import {
  pacingProfiles,
  type SendWindow,
  type Settings,
  settingsBounds,
  type Weekday,
} from '@relance/campaigns-domain';
import { ApiPropertyOptional, ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateIf, ValidateNested } from 'class-validator';
import {
  IfGiven,
  instantOf,
  IsClockTime,
  IsInstant,
  IsOneOf,
  IsPhoneCountry,
  IsSwitch,
  IsWhole,
  IsZone,
  fieldRule,
  upperCased,
} from '../shared/field-rules.ts';

const isWeekday = (day: unknown): boolean => Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 7;

const IsWeekdays = (): PropertyDecorator =>
  fieldRule('isWeekdays', (value) => {
    const isGood = Array.isArray(value) && value.length > 0 && value.every(isWeekday);
    if (!isGood) return 'must be a list of weekdays, 1 (Monday) to 7';
    return new Set(value).size === value.length ? null : 'must name each weekday once';
  });

const IsWarmUp = (): PropertyDecorator =>
  fieldRule('isWarmUp', (value) => {
    const { max: most } = settingsBounds.warmUpEntries;
    const { min, max } = settingsBounds.warmUpEntry;
    const isGood = (entry: unknown) => Number.isInteger(entry) && Number(entry) >= min && Number(entry) <= max;
    return Array.isArray(value) && value.length <= most && value.every(isGood)
      ? null
      : `must be a list of at most ${most} whole numbers from ${min} to ${max}`;
  });

export class SendWindowBody {
  @ApiProperty({ type: [Number], description: 'ISO weekdays, 1 = Monday.', example: [1, 2, 3, 4, 5] })
  @IsWeekdays()
  days!: Weekday[];

  @ApiProperty({ example: '08:00' })
  @IsClockTime()
  from!: string;

  @ApiProperty({ example: '20:00', description: 'At or before `from`: reaches into the next day; 24:00 is midnight.' })
  @IsClockTime({ endOfDay: true })
  to!: string;
}

const { maxMessagesPerDay, maxTargetsPerCampaign, coldContactsPerDay, sendWindows } = settingsBounds;
const bounded = ({ min, max }: { readonly min: number; readonly max: number }) => ({
  type: 'integer' as const,
  minimum: min,
  maximum: max,
});

/** Any subset of the settings; what is not given stays. */
export class SettingsBody {
  @ApiPropertyOptional() @IfGiven() @IsSwitch() enabled?: boolean;
  @ApiPropertyOptional() @IfGiven() @IsSwitch() enrollmentPaused?: boolean;
  @ApiPropertyOptional() @IfGiven() @IsSwitch() sendingPaused?: boolean;
  @ApiPropertyOptional() @IfGiven() @IsSwitch() defaultCampaignPaused?: boolean;
  @ApiPropertyOptional() @IfGiven() @IsSwitch() allowSimultaneousCampaigns?: boolean;

  @ApiPropertyOptional(bounded(maxMessagesPerDay))
  @IfGiven()
  @IsWhole(maxMessagesPerDay.min, maxMessagesPerDay.max)
  maxMessagesPerDay?: number;

  @ApiPropertyOptional(bounded(maxTargetsPerCampaign))
  @IfGiven()
  @IsWhole(maxTargetsPerCampaign.min, maxTargetsPerCampaign.max)
  maxTargetsPerCampaign?: number;

  @ApiPropertyOptional({ example: 'Africa/Douala' }) @IfGiven() @IsZone() timeZone?: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'CM', description: 'For national numbers.' })
  @Transform(upperCased)
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsPhoneCountry()
  defaultCountry?: string | null;

  @ApiPropertyOptional(bounded(coldContactsPerDay))
  @IfGiven()
  @IsWhole(coldContactsPerDay.min, coldContactsPerDay.max)
  coldContactsPerDay?: number;

  @ApiPropertyOptional({ type: [Number], example: [20, 50, 100], description: 'Daily cap by week.' })
  @IfGiven()
  @IsWarmUp()
  warmUp?: number[];

  @ApiPropertyOptional({ type: [SendWindowBody] })
  @IfGiven()
  @IsArray({ message: 'must be a list' })
  @ArrayMinSize(sendWindows.min, refusedAs('TOO_FEW', { what: 'entry' }))
  @ArrayMaxSize(sendWindows.max, refusedAs('TOO_MANY', { max: sendWindows.max }))
  @EachIsObject()
  @ValidateNested({ each: true, message: 'each entry must be an object' })
  @Type(() => SendWindowBody)
  sendWindows?: SendWindowBody[];

  @ApiPropertyOptional({ enum: pacingProfiles })
  @IfGiven()
  @IsOneOf(pacingProfiles)
  pacingProfile?: 'safe' | 'fast' | 'test';

  @ApiPropertyOptional({ enum: ['fr', 'en'] }) @IfGiven() @IsOneOf(['fr', 'en']) language?: 'fr' | 'en';

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsInstant()
  linkedNumberSince?: string | null;

  @ApiPropertyOptional() @IfGiven() @IsSwitch() autoResumeAfterRelink?: boolean;
}

const toWindow = ({ days, from, to }: SendWindowBody): SendWindow => ({ days, from, to });

/** The change that a checked body asks for. */
export function settingsChange({ linkedNumberSince, sendWindows: windows, ...rest }: SettingsBody): Partial<Settings> {
  return {
    ...rest,
    ...(windows && { sendWindows: windows.map(toWindow) }),
    ...(linkedNumberSince !== undefined && { linkedNumberSince: instantOf(linkedNumberSince) }),
  };
}
