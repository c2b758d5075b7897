import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type Account,
  type AccountRole,
  type AccountStatus,
  accountRoles,
  accountStatuses,
} from '@relance/accounts-domain';
import { IfGiven, NamedPageQuery, refusedAs, OwnerIdField } from '@relance/platform';
import { IsIn, IsInt, IsString, Matches, MaxLength, Min } from 'class-validator';
import { EmailField, LanguageField, NameField, RoleField } from '../shared/fields.ts';

const OWNER = 'Role user: the owner whose things the login is about; left out, the account’s own id.';

export class UserListQuery extends NamedPageQuery {
  @ApiPropertyOptional({ enum: accountRoles })
  @IfGiven()
  @IsIn(accountRoles, refusedAs('NOT_ONE_OF', { values: accountRoles.join(', ') }))
  role?: AccountRole;

  @ApiPropertyOptional({ enum: accountStatuses })
  @IfGiven()
  @IsIn(accountStatuses, refusedAs('NOT_ONE_OF', { values: accountStatuses.join(', ') }))
  status?: AccountStatus;

  @ApiPropertyOptional({
    maxLength: 100,
    description:
      'How the name, a later word of it or the address begins; accents and case do not matter. Or a whole id.',
  })
  @IfGiven()
  @IsString({ message: 'must be text' })
  @Matches(/\S/, refusedAs('MISSING.text'))
  @MaxLength(100, refusedAs('TOO_LONG', { max: 100 }))
  q?: string;
}

export class NewUserBody {
  @EmailField() email!: string;
  @NameField() name!: string;
  @RoleField() role!: AccountRole;
  @OwnerIdField(OWNER) ownerId?: string;
  @LanguageField() language?: 'fr' | 'en';
}

export class UserChangeBody {
  @EmailField(false) email?: string;
  @NameField(false) name?: string;
  @RoleField(false) role?: AccountRole;
  @OwnerIdField(OWNER) ownerId?: string;
  @LanguageField() language?: 'fr' | 'en';

  @ApiPropertyOptional({ type: 'integer', description: 'The revision this change is about; another one answers 409.' })
  @IfGiven()
  @IsInt(refusedAs('NOT_A_WHOLE_NUMBER'))
  @Min(0, refusedAs('TOO_SMALL', { min: 0 }))
  rev?: number;
}

/** An account, as admins see it. */
export class UserView {
  @ApiProperty() id!: string;
  @ApiProperty() email!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: accountRoles }) role!: AccountRole;
  @ApiProperty({ enum: accountStatuses }) status!: AccountStatus;
  @ApiProperty({ type: String, nullable: true, description: 'Role user: the owner whose things the login is about.' })
  ownerId!: string | null;
  @ApiProperty({ enum: ['fr', 'en'] }) language!: 'fr' | 'en';
  @ApiProperty({ description: 'The account has a second factor.' }) twoFactor!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastLoginAt!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: 'integer' }) rev!: number;
}

export const toUser = (account: Account): UserView => ({
  id: account.id,
  email: account.email,
  name: account.name,
  role: account.role,
  status: account.status,
  ownerId: account.ownerId,
  language: account.language,
  twoFactor: account.twoFactor !== null,
  lastLoginAt: account.lastLoginAt?.toISOString() ?? null,
  createdAt: account.createdAt.toISOString(),
  rev: account.rev,
});

export class InvitedUserView {
  @ApiProperty({ type: UserView }) user!: UserView;
  @ApiProperty({ description: 'To be opened once, by the person who is invited.' }) inviteUrl!: string;
  @ApiProperty({ format: 'date-time' }) inviteExpiresAt!: string;
}

export class PasswordResetView {
  @ApiProperty({ type: UserView }) user!: UserView;
  @ApiProperty({ description: 'To be opened once, by the person whose account it is.' }) resetUrl!: string;
  @ApiProperty({ format: 'date-time' }) resetExpiresAt!: string;
}

export class DeletedUserView {
  @ApiProperty() id!: string;
}
