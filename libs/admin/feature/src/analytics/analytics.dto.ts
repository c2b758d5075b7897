import { fieldRule, IfGiven, OwnerIdField, refusedAs } from '@relance/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { campaignStatuses, campaignTypes, isCalendarDay } from '@relance/campaigns-domain';
import { IsIn, Matches } from 'class-validator';
import { IsZone } from '../calendar-days.ts';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
/** A day of the zone asked for, or an instant with its offset. */
const isDayOrInstant = (value: unknown): boolean =>
  typeof value === 'string' &&
  isCalendarDay(value.slice(0, 10)) &&
  (value.length === 10 || (instant.test(value) && !Number.isNaN(Date.parse(value))));
const IsDayOrInstant = (): PropertyDecorator =>
  fieldRule('isDayOrInstant', (value) =>
    isDayOrInstant(value) ? null : 'must be a day such as 2026-01-31, or a date and time with offset',
  );

export const dimensions = ['state', 'type', 'owner', 'day'] as const;
export type Dimension = (typeof dimensions)[number];

/** Which campaigns figures are about. */
export class FiguresQuery {
  @ApiPropertyOptional({ description: 'A day, inclusive, or an instant.' }) @IfGiven() @IsDayOrInstant() from?: string;
  @ApiPropertyOptional({ description: 'A day, inclusive, or an instant, exclusive.' })
  @IfGiven()
  @IsDayOrInstant()
  to?: string;
  @ApiPropertyOptional({ default: 'UTC', example: 'Africa/Douala', description: 'In which days begin and end.' })
  @IfGiven()
  @IsZone()
  timeZone?: string;
  @OwnerIdField("Only this owner's campaigns.") userId?: string;
  @ApiPropertyOptional({ description: 'Only this campaign.' })
  @IfGiven()
  @Matches(/^[0-9a-fA-F]{24}$/, { message: 'must be 24 hexadecimal digits' })
  campaignId?: string;
  @ApiPropertyOptional({ enum: campaignTypes })
  @IfGiven()
  @IsIn([...campaignTypes], refusedAs('NOT_ONE_OF', { values: campaignTypes.join(', ') }))
  type?: string;
  @ApiPropertyOptional({ enum: campaignStatuses, description: 'Of the campaign, now.' })
  @IfGiven()
  @IsIn([...campaignStatuses], refusedAs('NOT_ONE_OF', { values: campaignStatuses.join(', ') }))
  status?: string;
}

export class TimeseriesQuery extends FiguresQuery {
  @ApiPropertyOptional({ enum: ['hour', 'day'], default: 'day' })
  @IfGiven()
  @IsIn(['hour', 'day'], { message: 'must be hour or day' })
  interval?: 'hour' | 'day';
  @ApiPropertyOptional({ enum: dimensions, description: 'One series for each value; without it, one for all.' })
  @IfGiven()
  @IsIn([...dimensions], refusedAs('NOT_ONE_OF', { values: dimensions.join(', ') }))
  dimension?: Dimension;
  @ApiPropertyOptional({
    example: '7d',
    description:
      'In place of from and to: so many hours or days up to now, the hour or day that runs included. Now is the server’s.',
  })
  @IfGiven()
  @Matches(/^[1-9]\d{0,3}[hd]$/, { message: 'must be hours or days such as 24h or 7d' })
  last?: string;
}

const whole = { type: 'integer' } as const;
export class PointView {
  @ApiProperty({ format: 'date-time', description: 'When the hour or day begins.' }) at!: string;
  @ApiProperty(whole) sent!: number;
  @ApiProperty({ ...whole, description: 'Messages that arrived, also those read later.' }) delivered!: number;
  @ApiProperty(whole) read!: number;
  @ApiProperty({ ...whole, description: 'Failed, or answered by WhatsApp with an error.' }) failed!: number;
  @ApiProperty({ ...whole, description: 'People who replied.' }) replied!: number;
  @ApiProperty({ ...whole, description: 'People who converted.' }) converted!: number;
}

export class SeriesView {
  @ApiProperty({
    description: 'State, type, owner id or day; "other" beyond the largest hundred, "removed" without campaign.',
  })
  key!: string;
  @ApiProperty({ type: [PointView] }) points!: PointView[];
}

export class TimeseriesView {
  @ApiPropertyOptional({ type: [PointView], description: 'Without a dimension.' }) points?: PointView[];
  @ApiPropertyOptional({ type: [SeriesView], description: 'With a dimension.' }) series?: SeriesView[];
}

export class FunnelDayView {
  @ApiProperty(whole) day!: number;
  @ApiProperty({ ...whole, description: 'People who wait for this day now.' }) waiting!: number;
  @ApiProperty(whole) sent!: number;
  @ApiProperty({ ...whole, description: 'Messages that arrived, also those read later.' }) delivered!: number;
  @ApiProperty(whole) read!: number;
  @ApiProperty(whole) replied!: number;
  @ApiProperty({ ...whole, description: 'People who left when this day was next for them.' }) exited!: number;
}

export class FunnelView {
  @ApiProperty({ type: [FunnelDayView] }) days!: FunnelDayView[];
}

export class ExitCountView {
  @ApiProperty({ example: 'opted_out' }) reason!: string;
  @ApiProperty(whole) count!: number;
}

export class ExitsView {
  @ApiProperty({ type: [ExitCountView], description: 'Every reason, the most frequent first.' })
  exits!: ExitCountView[];
}
