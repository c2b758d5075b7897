import { refusedAs } from '@relance/platform';
import { contactLimits, genders, languages, subscriptions } from '@relance/campaigns-domain';
import { isVisible, problem } from '@relance/kernel';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsEmail, IsObject, ValidateNested } from 'class-validator';
import { ContactFilterQuery } from './contact-list.query.ts';
import { phoneFormProblem } from './phone.ts';
import {
  countryTyped,
  HasNoControls,
  IfGiven,
  IfSome,
  IsCountry,
  IsDay,
  IsIdList,
  IsInstant,
  IsOneOf,
  IsSwitch,
  IsText,
  IsTextList,
  fieldRule,
  hasControls,
  trimmed,
} from '../shared/field-rules.ts';

/** Said beside the other fields; whether a national number is one is judged later, by the owner's country. */
const IsPhoneText = (): PropertyDecorator =>
  fieldRule('isPhoneText', (value) =>
    typeof value === 'string' && value.trim() !== '' ? phoneFormProblem(value) : null,
  );

/** A name of which nothing can be seen is none. */
const visibleName = ({ value }: { readonly value: unknown }): unknown => {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  return text !== '' && !isVisible(text) ? null : text;
};

const attributeKey = /^[A-Za-z][A-Za-z0-9_]*$/;

const IsAttributes = (): PropertyDecorator =>
  fieldRule('isAttributes', (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object of texts';
    const entries = Object.entries(value);
    if (entries.length > contactLimits.attributes) return problem('TOO_MANY', { max: contactLimits.attributes });
    const badKey = entries.find(([key]) => !attributeKey.test(key) || key.length > contactLimits.attributeKey);
    if (badKey) return `has a key that is not allowed: ${badKey[0].slice(0, 50)}`;
    const isText = (text: unknown) => typeof text === 'string' && text.length <= contactLimits.attributeValue;
    if (entries.some(([, text]) => typeof text === 'string' && hasControls(text))) return problem('CONTROL_CHARACTERS');
    return entries.every(([, text]) => isText(text))
      ? null
      : `values must be texts of at most ${contactLimits.attributeValue} characters`;
  });

const IsBirthDate = (): PropertyDecorator =>
  fieldRule('isBirthDate', (value) =>
    typeof value === 'string' && value >= '1900-01-01' && value < '2100' ? null : 'must be a day since 1900',
  );

export class ConsentBody {
  @ApiProperty({ maxLength: contactLimits.consentSource })
  @IsText(1, contactLimits.consentSource)
  @HasNoControls()
  source!: string;
  @ApiProperty({ format: 'date-time' }) @IsInstant() at!: string;
}

export class ContactBody {
  @ApiProperty({ example: '+237690000001', description: 'International, or national in the default country.' })
  @IsText(1, contactLimits.phone)
  @IsPhoneText()
  phone!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: contactLimits.name })
  @Transform(visibleName)
  @IfSome()
  @IsText(1, contactLimits.name)
  @HasNoControls()
  name?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @Transform(trimmed)
  @IfSome()
  @IsEmail({}, refusedAs('NOT_AN_EMAIL'))
  email?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'CM' })
  @Transform(countryTyped)
  @IfSome()
  @IsCountry()
  country?: string | null;

  @ApiPropertyOptional({ enum: languages, nullable: true })
  @IfSome()
  @IsOneOf(languages)
  language?: 'fr' | 'en' | null;

  @ApiPropertyOptional({ enum: genders, nullable: true })
  @IfSome()
  @IsOneOf(genders)
  gender?: 'male' | 'female' | 'other' | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '1990-05-31' })
  @IfSome()
  @IsDay()
  @IsBirthDate()
  birthDate?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: contactLimits.profession })
  @Transform(trimmed)
  @IfSome()
  @IsText(1, contactLimits.profession)
  @HasNoControls()
  profession?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @IfSome()
  @IsInstant()
  registeredAt?: string | null;

  @ApiPropertyOptional({ enum: subscriptions, nullable: true, default: 'none' })
  @IfSome()
  @IsOneOf(subscriptions)
  subscription?: 'none' | 'subscribed' | null;

  @ApiPropertyOptional({ type: [String], nullable: true })
  @IfSome()
  @IsTextList(contactLimits.tags, contactLimits.tag)
  tags?: string[] | null;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, nullable: true })
  @IfSome()
  @IsAttributes()
  attributes?: Record<string, string> | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: contactLimits.referrerName })
  @Transform(trimmed)
  @IfSome()
  @IsText(1, contactLimits.referrerName)
  @HasNoControls()
  referrerName?: string | null;

  @ApiPropertyOptional({ type: ConsentBody, nullable: true })
  @IfSome()
  @IsObject({ message: 'must be an object' })
  @ValidateNested({ message: 'must be an object' })
  @Type(() => ConsentBody)
  consent?: ConsentBody | null;
}

/** Any part of a contact; null empties a field. */
export class ContactPatchBody extends OmitType(ContactBody, ['phone'] as const) {
  @ApiPropertyOptional({ example: '+237690000001' })
  @IfGiven()
  @IsText(1, contactLimits.phone)
  @IsPhoneText()
  phone?: string;

  @ApiPropertyOptional({ description: 'Archived contacts leave all sequences and are in no audience.' })
  @IfGiven()
  @IsSwitch()
  archived?: boolean;
}

export class BulkContactsBody {
  /** Rows are judged one by one, so that a bad one is reported and the rest is saved. */
  @ApiProperty({ type: [ContactBody], minItems: 1, maxItems: contactLimits.bulk })
  @IsArray({ message: 'must be a list' })
  @ArrayMinSize(1, refusedAs('TOO_FEW', { what: 'entry' }))
  @ArrayMaxSize(contactLimits.bulk, refusedAs('TOO_MANY', { max: contactLimits.bulk }))
  contacts!: unknown[];

  @ApiPropertyOptional({ default: false, description: 'Known phones are updated instead of rejected.' })
  @IfGiven()
  @IsSwitch()
  upsert?: boolean;
}

export class TagsBody {
  @ApiPropertyOptional({ type: [String], maxItems: contactLimits.bulk, description: 'Contacts by id; or `filter`.' })
  @IfGiven()
  @IsIdList(contactLimits.bulk)
  ids?: string[];

  @ApiPropertyOptional({ type: ContactFilterQuery, description: 'The filters of the list; `{}` means all.' })
  @IfGiven()
  @IsObject({ message: 'must be an object' })
  @ValidateNested({ message: 'must be an object' })
  @Type(() => ContactFilterQuery)
  filter?: ContactFilterQuery;

  @ApiPropertyOptional({ type: [String] })
  @IfGiven()
  @IsTextList(contactLimits.tags, contactLimits.tag)
  add?: string[];

  @ApiPropertyOptional({ type: [String] })
  @IfGiven()
  @IsTextList(contactLimits.tags, contactLimits.tag)
  remove?: string[];
}

export class ReasonBody {
  @ApiProperty({ minLength: 1, maxLength: 500 }) @IsText(1, 500) reason!: string;
}

export class OptionalReasonBody {
  @ApiPropertyOptional({ minLength: 1, maxLength: 500 }) @IfGiven() @IsText(1, 500) reason?: string;
}

export class ConvertBody {
  @ApiProperty({ example: '+237690000001' })
  @IsText(1, contactLimits.phone)
  @IsPhoneText()
  phone!: string;
}
