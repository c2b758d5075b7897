import { refusedAs } from '@relance/platform';
import { ApiProperty } from '@nestjs/swagger';
import { type Account, type LoginSession } from '@relance/accounts-domain';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { CodeField, EmailField, LanguageField, NameField, PasswordField } from '../shared/fields.ts';

export class LoginBody {
  @ApiProperty({ example: 'admin@example.com' })
  @IsString({ message: 'must be text' })
  @IsNotEmpty(refusedAs('MISSING.text'))
  @MaxLength(254, refusedAs('LONGER_THAN_ALLOWED'))
  email!: string;

  @PasswordField('The password of the account.')
  password!: string;

  @CodeField(false)
  code?: string;
}

export class SetPasswordBody {
  @PasswordField() password!: string;
}

export class ChangePasswordBody {
  @PasswordField('The present password.') currentPassword!: string;
  @PasswordField() newPassword!: string;
}

export class ForgotPasswordBody {
  @EmailField() email!: string;
}

export class TwoFactorCodeBody {
  @CodeField(true) code!: string;
}

export class RemoveTwoFactorBody extends TwoFactorCodeBody {
  @PasswordField('The password of the account.') password!: string;
}

export class ProfileBody {
  @NameField(false) name?: string;
  @LanguageField() language?: 'fr' | 'en';
}

/** Who is logged in. A bearer of a user app's or a program's token has no account: name and language are null. */
export class LoginUserView {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ enum: ['user', 'support', 'admin', 'service'] }) role!: 'user' | 'support' | 'admin' | 'service';
  @ApiProperty({ type: String, nullable: true, description: 'Role user: the owner whose things the login is about.' })
  ownerId!: string | null;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: ['fr', 'en'] }) language!: 'fr' | 'en' | null;
  @ApiProperty({ description: 'The account has a second factor.' }) twoFactor!: boolean;
  @ApiProperty({ description: 'A second factor must be enrolled before anything else is allowed.' })
  mustEnrolTwoFactor!: boolean;
}

export const toLoginUser = (account: Account, mustEnrolTwoFactor: boolean): LoginUserView => ({
  id: account.id,
  email: account.email,
  role: account.role,
  ownerId: account.ownerId,
  name: account.name,
  language: account.language,
  twoFactor: account.twoFactor !== null,
  mustEnrolTwoFactor,
});

export class LoginView {
  @ApiProperty({ type: LoginUserView }) user!: LoginUserView;
  @ApiProperty({ description: 'Also works as bearer token.' }) token!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class MeView {
  @ApiProperty({ type: LoginUserView }) user!: LoginUserView;
}

export class LogoutView {
  @ApiProperty() loggedOut!: boolean;
}

export class LoginOptionsView {
  @ApiProperty({ description: 'A mail server is configured: "forgot password" can be offered.' })
  forgotPassword!: boolean;
}

export class AcceptedView {
  @ApiProperty() accepted!: boolean;
}

export class TwoFactorView {
  @ApiProperty({ description: 'For the authenticator app: otpauth://totp/…' }) otpauthUrl!: string;
  @ApiProperty({ description: 'The same as a picture: data:image/png;base64,…' }) qr!: string;
  @ApiProperty({ type: [String], description: 'Ten codes, each good once instead of a code; shown this once.' })
  recoveryCodes!: string[];
}

export class LoginSessionView {
  @ApiProperty() id!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) lastSeenAt!: string;
  @ApiProperty({ description: 'The login of this very request.' }) current!: boolean;
}

export class LoginSessionsView {
  @ApiProperty({ type: [LoginSessionView] }) sessions!: LoginSessionView[];
}

export const toSessions = (sessions: readonly LoginSession[], currentId: string | undefined): LoginSessionsView => ({
  sessions: sessions.map(({ id, createdAt, lastSeenAt }) => ({
    id,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    current: id === currentId,
  })),
});

export class EndedSessionView {
  @ApiProperty() id!: string;
}
