import { IfGiven, refusedAs } from '@relance/platform';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { accountLanguages, accountRoles } from '@relance/accounts-domain';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';

const trimmed = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const field = (required: boolean, options: Record<string, unknown>) =>
  required ? [ApiProperty(options)] : [ApiPropertyOptional(options), IfGiven()];

export const EmailField = (required = true): PropertyDecorator =>
  applyDecorators(
    ...field(required, { example: 'awa@example.com' }),
    trimmed(),
    IsString({ message: 'must be text' }),
    MaxLength(254, refusedAs('LONGER_THAN_ALLOWED')),
    IsEmail({ require_tld: false }, refusedAs('NOT_AN_EMAIL')),
  );

export const NameField = (required = true, example = 'Awa Diop'): PropertyDecorator =>
  applyDecorators(
    ...field(required, { maxLength: 100, example }),
    trimmed(),
    IsString({ message: 'must be text' }),
    IsNotEmpty(refusedAs('MISSING.text')),
    MaxLength(100, refusedAs('TOO_LONG', { max: 100 })),
    // Letters or digits of any writing: no name of invisible characters only.
    Matches(/[\p{L}\p{N}]/u, { message: 'must have a letter or digit' }),
    Matches(/^[^\p{Cc}]*$/u, refusedAs('CONTROL_CHARACTERS')),
  );

export const RoleField = (required = true): PropertyDecorator =>
  applyDecorators(
    ...field(required, { enum: accountRoles }),
    IsIn(accountRoles, refusedAs('NOT_ONE_OF', { values: accountRoles.join(', ') })),
  );

export const LanguageField = (): PropertyDecorator =>
  applyDecorators(
    ...field(false, { enum: accountLanguages }),
    IsIn(accountLanguages, refusedAs('NOT_ONE_OF', { values: accountLanguages.join(', ') })),
  );

export const PasswordField = (
  description = 'At least 12 characters, and none that others would guess.',
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ description, format: 'password' }),
    IsString({ message: 'must be text' }),
    IsNotEmpty(refusedAs('MISSING.text')),
    MaxLength(1000, refusedAs('LONGER_THAN_ALLOWED')),
  );

export const CodeField = (required: boolean): PropertyDecorator =>
  applyDecorators(
    ...field(required, { description: 'Six digits of the authenticator app, or a recovery code.', example: '123456' }),
    IsString({ message: 'must be text' }),
    IsNotEmpty(refusedAs('MISSING.text')),
    MaxLength(64, refusedAs('LONGER_THAN_ALLOWED')),
  );
