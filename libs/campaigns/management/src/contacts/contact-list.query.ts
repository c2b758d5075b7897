import { type ContactQuery, languages, subscriptions } from '@relance/campaigns-domain';
import { NamedPageQuery } from '@relance/platform';
import { type OwnerId } from '@relance/kernel';
import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { CreatedDaysQuery, createdWithin } from '../shared/created-days.ts';
import { booleanWord, countryTyped, IfGiven, IsCountry, IsOneOf, IsSwitch, IsText } from '../shared/field-rules.ts';

/** What narrows a list of contacts. */
export class ContactFilterQuery extends CreatedDaysQuery {
  @ApiPropertyOptional({
    description: 'Beginning of the name or of a later word of it (accents and case do not matter), or of the phone.',
  })
  @IfGiven()
  @IsText(1, 100)
  q?: string;

  @ApiPropertyOptional({ example: 'CM', description: 'Two letters (ISO 3166).' })
  @Transform(countryTyped)
  @IfGiven()
  @IsCountry()
  country?: string;
  @ApiPropertyOptional({ enum: languages }) @IfGiven() @IsOneOf(languages) language?: 'fr' | 'en';
  @ApiPropertyOptional({ description: 'People who have this tag; case and accents do not matter.' })
  @IfGiven()
  @IsText(1, 50)
  tag?: string;
  @ApiPropertyOptional({ enum: subscriptions })
  @IfGiven()
  @IsOneOf(subscriptions)
  subscription?: 'none' | 'subscribed';
  @ApiPropertyOptional({ enum: ['unknown', 'yes', 'no'] })
  @IfGiven()
  @IsOneOf(['unknown', 'yes', 'no'])
  onWhatsApp?: 'unknown' | 'yes' | 'no';
  @ApiPropertyOptional({ type: Boolean, description: 'Only people who paid, or only the others.' })
  @Transform(booleanWord)
  @IfGiven()
  @IsSwitch()
  converted?: boolean;
  @ApiPropertyOptional({
    type: Boolean,
    description: 'Only people who wrote to the owner, or only those who never did.',
  })
  @Transform(booleanWord)
  @IfGiven()
  @IsSwitch()
  replied?: boolean;
  @ApiPropertyOptional({
    type: Boolean,
    description: 'Only people who asked to be left alone (by whatever way, whoever wrote to them), or only the others.',
  })
  @Transform(booleanWord)
  @IfGiven()
  @IsSwitch()
  optedOut?: boolean;
  @ApiPropertyOptional({
    type: Boolean,
    description: 'Only people who are in a sequence of the owner now, or only the others.',
  })
  @Transform(booleanWord)
  @IfGiven()
  @IsSwitch()
  inLiveSequence?: boolean;
  @ApiPropertyOptional({
    type: Boolean,
    description: 'True: the removed ones, which stay for the numbers of past campaigns; else the others.',
  })
  @Transform(booleanWord)
  @IfGiven()
  @IsSwitch()
  archived?: boolean;
}

export class ContactListQuery extends IntersectionType(ContactFilterQuery, NamedPageQuery) {}

/** What fixes the list besides its page. */
export function contactQuery(ownerId: OwnerId, query: ContactFilterQuery): ContactQuery {
  const { q, country, language, tag, subscription, onWhatsApp, converted, replied, archived } = query;
  const { optedOut, inLiveSequence } = query;
  return {
    ownerId,
    ...(q && { prefix: q }),
    ...(country && { country }),
    ...(language && { language }),
    ...(tag && { tag }),
    ...(subscription && { subscription }),
    ...(onWhatsApp && { onWhatsApp }),
    ...(converted !== undefined && { converted }),
    ...(replied !== undefined && { replied }),
    ...(optedOut !== undefined && { optedOut }),
    ...(inLiveSequence !== undefined && { inLiveSequence }),
    ...(archived !== undefined && { archived }),
    ...createdWithin(query),
  };
}
