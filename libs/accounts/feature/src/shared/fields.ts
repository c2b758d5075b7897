import { IfGiven } from '@relance/platform';
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
    MaxLength(254, { message: 'is too long' }),
    IsEmail({ require_tld: false }, { message: 'must be an e-mail address' }),
  );

export const NameField = (required = true, example = 'Awa Diop'): PropertyDecorator =>
  applyDecorators(
    ...field(required, { maxLength: 100, example }),
    trimmed(),
    IsString({ message: 'must be text' }),
    IsNotEmpty({ message: 'must not be empty' }),
    MaxLength(100, { message: 'must be at most 100 characters' }),
    // Letters or digits of any writing: no name of invisible characters only.
    Matches(/[\p{L}\p{N}]/u, { message: 'must have a letter or digit' }),
    Matches(/^[^\p{Cc}]*$/u, { message: 'must not have control characters' }),
  );

export const RoleField = (required = true): PropertyDecorator =>
  applyDecorators(
    ...field(required, { enum: accountRoles }),
    IsIn(accountRoles, { message: `must be one of ${accountRoles.join(', ')}` }),
  );

export const LanguageField = (): PropertyDecorator =>
  applyDecorators(
    ...field(false, { enum: accountLanguages }),
    IsIn(accountLanguages, { message: `must be one of ${accountLanguages.join(', ')}` }),
  );

const ownerForm = /^[A-Za-z0-9_-]{1,64}$/;
export const OwnerIdField = (description: string): PropertyDecorator =>
  applyDecorators(
    ...field(false, { description, pattern: ownerForm.source }),
    IsString({ message: 'must be text' }),
    Matches(ownerForm, { message: 'must be 1 to 64 letters, digits, "_" or "-"' }),
  );

export const PasswordField = (
  description = 'At least 12 characters, and none that others would guess.',
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ description, format: 'password' }),
    IsString({ message: 'must be text' }),
    IsNotEmpty({ message: 'must not be empty' }),
    MaxLength(1000, { message: 'is too long' }),
  );

export const CodeField = (required: boolean): PropertyDecorator =>
  applyDecorators(
    ...field(required, { description: 'Six digits of the authenticator app, or a recovery code.', example: '123456' }),
    IsString({ message: 'must be text' }),
    IsNotEmpty({ message: 'must not be empty' }),
    MaxLength(64, { message: 'is too long' }),
  );
