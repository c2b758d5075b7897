import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { campaignStatuses, foldText } from '@relance/campaigns-domain';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  Validate,
  ValidateIf,
  ValidateNested,
  type ValidationArguments,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { AdminCampaignListQuery } from '../campaigns/admin-campaigns.dto.ts';
import { IfGiven, refusedAs } from '@relance/platform';
import { REASON_MAX } from '../reason.dto.ts';

export const bulkActions = ['pause', 'resume', 'cancel'] as const;
export type BulkAction = (typeof bulkActions)[number];
export const BULK_IDS_MAX = 1000;

const trimmed = ({ value }: { readonly value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

/** The campaigns to act on, as the list filters them. At least one criterion. */
export class BulkFilter extends OmitType(AdminCampaignListQuery, ['page', 'limit', 'cursor', 'sort'] as const) {}

@ValidatorConstraint({ name: 'idsOrFilter' })
class IdsOrFilter implements ValidatorConstraintInterface {
  validate(_: unknown, { object }: ValidationArguments): boolean {
    const { ids, filter } = object as BulkBody;
    return (ids === undefined) !== (filter === undefined);
  }

  defaultMessage(): string {
    return 'either ids or filter must be given';
  }
}

@ValidatorConstraint({ name: 'hasCriterion' })
class HasCriterion implements ValidatorConstraintInterface {
  /** A search for nothing but marks finds every name: it is no criterion. */
  validate(filter: unknown): boolean {
    if (typeof filter !== 'object' || filter === null) return false;
    const says = ([name, value]: [string, unknown]): boolean =>
      value !== undefined && !(name === 'q' && typeof value === 'string' && foldText(value) === '');
    return Object.entries(filter).some(says);
  }
}

@ValidatorConstraint({ name: 'reasonForCancel' })
class ReasonForCancel implements ValidatorConstraintInterface {
  validate(reason: unknown, { object }: ValidationArguments): boolean {
    const { action, dryRun } = object as BulkBody;
    return action !== 'cancel' || dryRun === true || (typeof reason === 'string' && reason !== '');
  }
}

export class BulkBody {
  @ApiProperty({ enum: bulkActions })
  @IsIn([...bulkActions], refusedAs('NOT_ONE_OF', { values: bulkActions.join(', ') }))
  action!: BulkAction;

  @ApiPropertyOptional({
    type: [String],
    minItems: 1,
    maxItems: BULK_IDS_MAX,
    description: 'Either these or `filter`.',
  })
  @ValidateIf(({ filter }: BulkBody, value) => value !== undefined || filter === undefined)
  @Validate(IdsOrFilter)
  @IsArray({ message: 'must be a list' })
  @ArrayMinSize(1, refusedAs('TOO_FEW', { what: 'entry' }))
  @ArrayMaxSize(BULK_IDS_MAX, refusedAs('TOO_MANY', { max: BULK_IDS_MAX }))
  @Matches(/^[0-9a-fA-F]{24}$/, { each: true, message: 'each entry must be 24 hexadecimal digits' })
  ids?: string[];

  @ApiPropertyOptional({ type: BulkFilter })
  @IfGiven()
  @IsObject({ message: 'must be an object' })
  @Validate(HasCriterion, refusedAs('TOO_FEW.named', { what: 'criterion' }))
  @ValidateNested({ message: 'must be an object' })
  @Type(() => BulkFilter)
  filter?: BulkFilter;

  @ApiPropertyOptional({ maxLength: REASON_MAX, description: 'Required for cancelling.' })
  @Transform(trimmed)
  @ValidateIf(({ action, dryRun }: BulkBody, value) => value !== undefined || (action === 'cancel' && dryRun !== true))
  @Validate(ReasonForCancel, refusedAs('MISSING.toCancel'))
  @IsString({ message: 'must be text' })
  @MaxLength(REASON_MAX, refusedAs('TOO_LONG', { max: REASON_MAX }))
  reason?: string;

  @ApiPropertyOptional({ default: false, description: 'True: nothing is done; the answer says what would be.' })
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  dryRun?: boolean;

  @ApiPropertyOptional({ description: 'From the dry run; required for more than 50 campaigns.' })
  @IfGiven()
  @IsString({ message: 'must be text' })
  @IsNotEmpty(refusedAs('MISSING.text'))
  @MaxLength(100, refusedAs('LONGER_THAN_ALLOWED'))
  confirmToken?: string;
}

export class BulkSampleView {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() ownerId!: string;
  @ApiProperty({ enum: campaignStatuses }) status!: string;
}

export class BulkResultView {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'True when the action was done, or had been done already.' }) ok!: boolean;
  @ApiPropertyOptional({ description: 'Code of the refusal; absent when it was done.' }) code?: string;
  @ApiProperty({ enum: campaignStatuses, nullable: true, type: String }) currentStatus!: string | null;
}

export class CampaignBulkAnswer {
  @ApiPropertyOptional({ type: 'integer', description: 'Dry run: how many campaigns.' }) count?: number;
  @ApiPropertyOptional({ description: 'Dry run: confirms exactly this set, for ten minutes.' }) confirmToken?: string;
  @ApiPropertyOptional({ type: [BulkSampleView] }) samples?: BulkSampleView[];
  @ApiPropertyOptional({ type: [BulkResultView], description: 'Up to 100 campaigns.' }) results?: BulkResultView[];
  @ApiPropertyOptional({ description: '202: more than 100 campaigns; see the job.' }) jobId?: string;
}

export class BulkJobView {
  @ApiProperty() jobId!: string;
  @ApiProperty({ enum: bulkActions }) action!: BulkAction;
  @ApiProperty({ enum: ['queued', 'running', 'done', 'failed'] }) status!: string;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100 }) progress!: number;
  @ApiProperty({ type: 'integer' }) count!: number;
  @ApiProperty({ type: [BulkResultView] }) results!: BulkResultView[];
}
