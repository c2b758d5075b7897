import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { EVERY_OWNER, type ListedOptOut, type OptOutSource } from '@relance/campaigns-domain';
import { maskPhone, problem, searchedDigits } from '@relance/kernel';
import { fieldRule, IfGiven, PageQuery, refusedAs } from '@relance/platform';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { normalisePhone, phoneProblem } from '@relance/campaigns-management';
import { CancelReasonBody } from '../reason.dto.ts';

const sources = ['reply', 'admin', 'api'] as const;

const SEARCH_MAX = 40;

const IsBeginningOfNumber = (): PropertyDecorator =>
  fieldRule('isBeginningOfNumber', (value) =>
    typeof value !== 'string' || searchedDigits(value) ? null : problem('NOT_A_PHONE.digits'),
  );

export class OptOutListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: sources })
  @IfGiven()
  @IsIn(sources, refusedAs('NOT_ONE_OF', { values: sources.join(', ') }))
  source?: OptOutSource;

  @ApiPropertyOptional({
    description: 'How the number begins, with its country code or as it is dialled at home; digits of any script.',
    maxLength: SEARCH_MAX,
  })
  @IfGiven()
  @IsString({ message: 'must be text' })
  @MaxLength(SEARCH_MAX, refusedAs('TOO_LONG', { max: SEARCH_MAX }))
  @IsBeginningOfNumber()
  q?: string;
}

const IsInternationalPhone = (): PropertyDecorator =>
  fieldRule('isInternationalPhone', (value) =>
    typeof value === 'string' && normalisePhone(value, null) ? null : phoneProblem(String(value), null),
  );

export class NewOptOutBody extends CancelReasonBody {
  @ApiProperty({ example: '+237699000001', description: 'International, with "+".' })
  @IsString({ message: 'must be text' })
  @MaxLength(64, refusedAs('LONGER_THAN_ALLOWED'))
  @IsInternationalPhone()
  phone!: string;
}

/** Somebody who is to be left alone by every owner. */
export class OptOutView {
  @ApiProperty() id!: string;
  @ApiProperty({ example: '+237…01' }) phoneMasked!: string;
  @ApiProperty({ enum: sources, description: 'A reply, an admin, or an owner through the API.' }) source!: OptOutSource;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The owner whom the person answered; null: entered for all owners.',
  })
  ownerId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the message in which the person asked.' })
  evidence!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why an admin entered it.' }) reason!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export const toOptOutView = ({ id, phone, source, ownerId, evidence, reason, at }: ListedOptOut): OptOutView => ({
  id,
  phoneMasked: maskPhone(phone),
  source,
  ownerId: ownerId === EVERY_OWNER ? null : ownerId,
  evidence,
  reason: reason ?? null,
  at: at.toISOString(),
});

/** With the whole number: what was written down just now, or was asked to be seen. */
export class OptOutWithPhoneView extends OptOutView {
  @ApiProperty({ example: '+237699000001', description: 'E.164, or `<digits>@lid` where nothing else is known.' })
  phone!: string;
}

export const toOptOutWithPhoneView = (optOut: ListedOptOut): OptOutWithPhoneView => ({
  ...toOptOutView(optOut),
  phone: optOut.phone,
});

export class LiftedOptOutView {
  @ApiProperty() id!: string;
}
