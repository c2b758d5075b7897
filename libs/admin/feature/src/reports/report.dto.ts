import { visibleCharacter } from '@relance/kernel';
import { IfGiven, OwnerIdField, refusedAs } from '@relance/platform';
import { IsZone } from '../calendar-days.ts';
import { type Report, type ReportRun, reportFrequencies } from '@relance/admin-domain';
import { type MailProblemCode, mailProblemCodes } from '@relance/messaging';
import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { campaignStatuses, campaignTypes } from '@relance/campaigns-domain';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

const trimmed = ({ value }: { readonly value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);
/** One person would get two mails. */
const sameAddress = (address: unknown): unknown => (typeof address === 'string' ? address.toLowerCase() : address);
const whole = refusedAs('NOT_A_WHOLE_NUMBER');

export class ReportFilterBody {
  @OwnerIdField("Only this owner's campaigns.") userId?: string;

  @ApiPropertyOptional({ enum: campaignTypes })
  @IfGiven()
  @IsIn([...campaignTypes], refusedAs('NOT_ONE_OF', { values: campaignTypes.join(', ') }))
  type?: 'default' | 'filtered';

  @ApiPropertyOptional({ enum: campaignStatuses })
  @IfGiven()
  @IsIn([...campaignStatuses], refusedAs('NOT_ONE_OF', { values: campaignStatuses.join(', ') }))
  status?: string;
}

export class ReportBody {
  @ApiProperty({ minLength: 1, maxLength: 120 })
  @Transform(trimmed)
  @IsString({ message: 'must be text' })
  @Matches(visibleCharacter, refusedAs('MISSING.text'))
  @Matches(/^[^\p{Cc}]*$/u, refusedAs('CONTROL_CHARACTERS'))
  @MaxLength(120, refusedAs('TOO_LONG', { max: 120 }))
  name!: string;

  @ApiProperty({ enum: reportFrequencies })
  @IsIn([...reportFrequencies], refusedAs('NOT_ONE_OF', { values: reportFrequencies.join(', ') }))
  frequency!: Report['frequency'];

  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 1, maximum: 7, description: 'Weekly: 1 is Monday.' })
  @ValidateIf(({ frequency }: ReportBody, value) => frequency === 'weekly' || (value !== undefined && value !== null))
  @IsInt(whole)
  @Min(1, refusedAs('TOO_SMALL', { min: 1 }))
  @Max(7, refusedAs('TOO_LARGE', { max: 7 }))
  weekday?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 31,
    description: 'Monthly: the last day of a shorter month.',
  })
  @ValidateIf(({ frequency }: ReportBody, value) => frequency === 'monthly' || (value !== undefined && value !== null))
  @IsInt(whole)
  @Min(1, refusedAs('TOO_SMALL', { min: 1 }))
  @Max(31, refusedAs('TOO_LARGE', { max: 31 }))
  day?: number | null;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 23 })
  @IsInt(whole)
  @Min(0, refusedAs('TOO_SMALL', { min: 0 }))
  @Max(23, refusedAs('TOO_LARGE', { max: 23 }))
  hour!: number;

  @ApiProperty({ example: 'Africa/Douala' })
  @IsZone()
  timeZone!: string;

  @ApiProperty({ type: [String], minItems: 1, maxItems: 50 })
  @IsArray({ message: 'must be a list' })
  @ArrayMinSize(1, refusedAs('TOO_FEW', { what: 'entry' }))
  @ArrayMaxSize(50, refusedAs('TOO_MANY', { max: 50 }))
  @ArrayUnique(sameAddress, refusedAs('NAMED_TWICE', { what: 'an address' }))
  @IsEmail({}, { each: true, ...refusedAs('NOT_AN_EMAIL.each') })
  recipients!: string[];

  @ApiPropertyOptional({ type: ReportFilterBody, description: 'Nothing: all campaigns.' })
  @IfGiven()
  @IsObject({ message: 'must be an object' })
  @ValidateNested({ message: 'must be an object' })
  @Type(() => ReportFilterBody)
  filter?: ReportFilterBody;

  @ApiPropertyOptional({ enum: ['fr', 'en'], default: 'fr' })
  @IfGiven()
  @IsIn(['fr', 'en'], { message: 'must be fr or en' })
  language?: 'fr' | 'en';

  @ApiPropertyOptional({ default: true })
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  active?: boolean;
}

/** Any part of a report. */
export class ReportPatchBody extends PartialType(ReportBody, { skipNullProperties: false }) {}

const integer = { type: 'integer' } as const;
export class ReportRunView {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The days reported; null when asked for by hand.' })
  period!: string | null;
  @ApiProperty({ enum: ['pending', 'sent', 'failed'] }) status!: ReportRun['status'];
  @ApiProperty({ ...integer, description: 'How often it was tried.' }) attempts!: number;
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time' }) until!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'While it waits for another attempt.',
  })
  nextAttemptAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) sentAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the mail server said last.' }) error!: string | null;
  @ApiProperty({
    enum: mailProblemCodes,
    nullable: true,
    description: 'What is wrong, where it is not the mail server’s doing.',
  })
  errorCode!: MailProblemCode | null;
}

export class ReportView {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: reportFrequencies }) frequency!: Report['frequency'];
  @ApiProperty({ ...integer, nullable: true }) weekday!: number | null;
  @ApiProperty({ ...integer, nullable: true }) day!: number | null;
  @ApiProperty(integer) hour!: number;
  @ApiProperty() timeZone!: string;
  @ApiProperty({ type: [String] }) recipients!: string[];
  @ApiProperty({ type: ReportFilterBody }) filter!: ReportFilterBody;
  @ApiProperty({ enum: ['fr', 'en'] }) language!: 'fr' | 'en';
  @ApiProperty() active!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) nextRunAt!: string | null;
  @ApiProperty({ type: ReportRunView, nullable: true }) lastRun!: ReportRunView | null;
}

export class ReportRemovedView {
  @ApiProperty() id!: string;
}

export class ReportPreviewView {
  @ApiProperty() subject!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ description: 'A whole document; shown in a frame without scripts.' }) html!: string;
}

export const toRunView = (run: ReportRun): ReportRunView => ({
  id: run.id,
  period: run.period,
  status: run.status,
  attempts: run.attempts,
  from: run.from.toISOString(),
  until: run.until.toISOString(),
  createdAt: run.createdAt.toISOString(),
  nextAttemptAt: run.status === 'pending' ? run.dueAt.toISOString() : null,
  sentAt: run.sentAt?.toISOString() ?? null,
  error: run.error,
  errorCode: run.errorCode,
});

/** What a change can change of a report, as it is answered and as it is audited. */
export const reportFields = (report: Report) => ({
  name: report.name,
  frequency: report.frequency,
  weekday: report.weekday,
  day: report.day,
  hour: report.hour,
  timeZone: report.timeZone,
  recipients: [...report.recipients],
  filter: { ...report.filter },
  language: report.language,
  active: report.active,
});

export const toReportView = (report: Report, lastRun: ReportRun | null): ReportView => ({
  id: report.id,
  ...reportFields(report),
  nextRunAt: report.nextRunAt?.toISOString() ?? null,
  lastRun: lastRun && toRunView(lastRun),
});
