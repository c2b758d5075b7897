import { refusedAs } from './field-rule.ts';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  Validate,
  type ValidationArguments,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';

import { validationFailed } from './validation.pipe.ts';

/** The orders of every list: by when its rows were made, newest or oldest first. */
const creationOrders = ['-createdAt', 'createdAt'] as const;
export type CreationSort = (typeof creationOrders)[number];
/** The orders of a list that goes by name too. */
const nameOrders = [...creationOrders, 'name'] as const;
export type Sort = (typeof nameOrders)[number];

/** A whole number of a query, written in decimal digits; anything else (`1e1`, `0x10`, nothing) as it is, for the rule to refuse. */
export const wholeNumberText = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;

@ValidatorConstraint({ name: 'pageOrCursor' })
class PageOrCursor implements ValidatorConstraintInterface {
  validate(_: unknown, { object }: ValidationArguments): boolean {
    const query = object as PageFields;
    return query.page === undefined || query.cursor === undefined;
  }

  defaultMessage(): string {
    return 'cannot be given together with page';
  }
}

/** `sort` of a list: the document names the orders that this list has, and another order is a 400 that names them. */
const SortField = (orders: readonly Sort[]): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ enum: orders, default: '-createdAt' }),
    IsOptional(),
    IsIn(orders, refusedAs('NOT_ONE_OF', { values: orders.join(', ') })),
  );

/** `page` (from 1) or `cursor`, and `limit` 1–100. */
class PageFields {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, default: 1, description: 'From 1; not together with cursor.' })
  @IsOptional()
  @Transform(wholeNumberText)
  @IsInt(refusedAs('NOT_A_WHOLE_NUMBER'))
  @Min(1, refusedAs('TOO_SMALL', { min: 1 }))
  @Max(1_000_000, refusedAs('TOO_LARGE', { max: 1_000_000 }))
  page?: number;

  @ApiPropertyOptional({ description: '`nextCursor` of the page before.' })
  @IsOptional()
  @IsString({ message: 'must be text' })
  @IsNotEmpty(refusedAs('MISSING.text'))
  @MaxLength(500, refusedAs('LONGER_THAN_ALLOWED'))
  @Validate(PageOrCursor)
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20 })
  @IsOptional()
  @Transform(wholeNumberText)
  @IsInt(refusedAs('NOT_A_WHOLE_NUMBER'))
  @Min(1, refusedAs('TOO_SMALL', { min: 1 }))
  @Max(100, refusedAs('TOO_LARGE', { max: 100 }))
  limit: number = 20;
}

/** Query of a list: which page of it, and `sort` by when its rows were made. Extend it with the list's own filters. */
export class PageQuery extends PageFields {
  @SortField(creationOrders)
  sort: CreationSort = '-createdAt';
}

/** Query of a list whose rows are ordered by name too: its store must have that order. */
export class NamedPageQuery extends PageFields {
  @SortField(nameOrders)
  sort: Sort = '-createdAt';
}

export type Page<Key extends string, Row> = { [key in Key]: Row[] } & {
  total: number;
  page: number;
  limit: number;
  totalPages: number;
  nextCursor: string | null;
  /** Only where the list is longer than `total`: the count stopped there. */
  totalIsAtLeast?: true;
};

export type PageFacts = {
  readonly total: number;
  readonly isTotalAtLeast?: boolean;
  /** 1 when the list was read by cursor. */
  readonly page?: number | undefined;
  readonly limit: number;
  readonly nextCursor: string | null;
};

/** The list shape `{ campaigns: [], total, page, limit, totalPages, nextCursor }` under the noun's own key. */
export function toPage<Key extends string, Row>(key: Key, rows: readonly Row[], facts: PageFacts): Page<Key, Row> {
  const { total, isTotalAtLeast, page = 1, limit, nextCursor } = facts;
  // A computed key widens to an index signature; the type says what the literal holds.
  const list = { [key]: [...rows], total, page, limit, totalPages: Math.ceil(total / limit), nextCursor };
  return { ...list, ...(isTotalAtLeast && { totalIsAtLeast: true }) } as Page<Key, Row>;
}

/** A page number may lead this far into a list; beyond, a list is read on by `nextCursor`, which costs the same at any depth. */
export const MAX_SKIPPED = 10_000;

/** Rows before a page that is asked for by its number. Throws 400 beyond MAX_SKIPPED. */
export function skippedBy({ page, limit }: { readonly page: number; readonly limit: number }): number {
  const skipped = (page - 1) * limit;
  if (skipped <= MAX_SKIPPED) return skipped;
  throw validationFailed([{ field: 'page', problem: 'is too far into the list; go on with nextCursor' }]);
}
