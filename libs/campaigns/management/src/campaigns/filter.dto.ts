import { problem } from '@relance/kernel';
import { type AudienceFilter, countryOfCode } from '@relance/campaigns-domain';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IfGiven, IsDay, IsOneOf, IsSwitch, IsTextList, IsWhole, NotBefore, fieldRule } from '../shared/field-rules.ts';

const AGE_MAX = 120;
const LIST_MAX = 100;
const audienceGenders = ['all', 'male', 'female', 'other'] as const;
const audienceLanguages = ['all', 'fr', 'en'] as const;
const audienceSubscriptions = ['all', 'subscribed', 'non-subscribed'] as const;

const IsCountryList = (): PropertyDecorator =>
  fieldRule('isCountryList', (value) => {
    const isCode = (entry: unknown) => typeof entry === 'string' && countryOfCode(entry) !== null;
    return Array.isArray(value) && value.length <= 250 && value.every(isCode) ? null : problem('NOT_A_COUNTRY.each');
  });

/** Whom a campaign is for. Lists are OR inside, criteria AND between; absent restricts nothing. */
export class FilterBody implements AudienceFilter {
  @ApiPropertyOptional({ type: [String], example: ['CM', 'SN'] })
  @IfGiven()
  @IsCountryList()
  countries?: string[];

  @ApiPropertyOptional({ type: [String] })
  @IfGiven()
  @IsTextList(LIST_MAX, 100)
  professions?: string[];

  @ApiPropertyOptional({ type: [String] })
  @IfGiven()
  @IsTextList(LIST_MAX, 50)
  tags?: string[];

  @ApiPropertyOptional({ example: '2026-01-31', description: "A calendar day in the owner's zone." })
  @IfGiven()
  @IsDay()
  registrationDateFrom?: string;

  @ApiPropertyOptional({ example: '2026-02-28', description: 'Inclusive.' })
  @IfGiven()
  @IsDay()
  @NotBefore('registrationDateFrom')
  registrationDateTo?: string;

  @ApiPropertyOptional({ enum: audienceSubscriptions })
  @IfGiven()
  @IsOneOf(audienceSubscriptions)
  subscriptionStatus?: 'all' | 'subscribed' | 'non-subscribed';

  @ApiPropertyOptional({ enum: audienceGenders })
  @IfGiven()
  @IsOneOf(audienceGenders)
  gender?: 'all' | 'male' | 'female' | 'other';

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: AGE_MAX })
  @IfGiven()
  @IsWhole(0, AGE_MAX)
  minAge?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: AGE_MAX })
  @IfGiven()
  @IsWhole(0, AGE_MAX)
  @NotBefore('minAge')
  maxAge?: number;

  @ApiPropertyOptional({ enum: audienceLanguages, description: 'A contact without a language counts as French.' })
  @IfGiven()
  @IsOneOf(audienceLanguages)
  language?: 'all' | 'fr' | 'en';

  @ApiPropertyOptional({ description: 'People in a live sequence are never enrolled a second time in any case.' })
  @IfGiven()
  @IsSwitch()
  excludeCurrentTargets?: boolean;
}

/** The filter as a plain value, without what was not given. */
export const filterOf = (body: FilterBody): AudienceFilter => ({
  ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
  ...(body.countries && { countries: body.countries.map((country) => country.toUpperCase()) }),
});
