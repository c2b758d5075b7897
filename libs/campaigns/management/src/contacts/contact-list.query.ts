import { type ContactQuery, languages, subscriptions } from '@relance/campaigns-domain';
import { PageQuery } from '@relance/platform';
import { type OwnerId } from '@relance/kernel';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IfGiven, IsCountry, IsOneOf, IsSwitch, IsText, upperCased } from '../shared/field-rules.ts';

/** `true` and `false` of a query as booleans; anything else as it is, for the rule to refuse. */
const booleanWord = ({ value }: { readonly value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

export class ContactListQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Prefix of the name (accents and case do not matter) or of the phone.' })
  @IfGiven()
  @IsText(1, 100)
  q?: string;

  @ApiPropertyOptional({ example: 'CM' }) @Transform(upperCased) @IfGiven() @IsCountry() country?: string;
  @ApiPropertyOptional({ enum: languages }) @IfGiven() @IsOneOf(languages) language?: 'fr' | 'en';
  @ApiPropertyOptional() @IfGiven() @IsText(1, 50) tag?: string;
  @ApiPropertyOptional({ enum: subscriptions })
  @IfGiven()
  @IsOneOf(subscriptions)
  subscription?: 'none' | 'subscribed';
  @ApiPropertyOptional({ enum: ['unknown', 'yes', 'no'] })
  @IfGiven()
  @IsOneOf(['unknown', 'yes', 'no'])
  onWhatsApp?: 'unknown' | 'yes' | 'no';
  @ApiPropertyOptional({ type: Boolean }) @Transform(booleanWord) @IfGiven() @IsSwitch() converted?: boolean;
  @ApiPropertyOptional({ type: Boolean }) @Transform(booleanWord) @IfGiven() @IsSwitch() archived?: boolean;
}

/** What fixes the list besides its page. */
export function contactQuery(ownerId: OwnerId, query: ContactListQuery): ContactQuery {
  const { q, country, language, tag, subscription, onWhatsApp, converted, archived } = query;
  return {
    ownerId,
    ...(q && { prefix: q }),
    ...(country && { country }),
    ...(language && { language }),
    ...(tag && { tag }),
    ...(subscription && { subscription }),
    ...(onWhatsApp && { onWhatsApp }),
    ...(converted !== undefined && { converted }),
    ...(archived !== undefined && { archived }),
  };
}
