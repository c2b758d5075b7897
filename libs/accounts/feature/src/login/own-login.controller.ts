import { Body, Controller, Delete, Get, HttpCode, Inject, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ACCOUNT_STORE, type AccountStore, passwordProblem } from '@relance/accounts-domain';
import {
  type Actor,
  ApiEnvelope,
  ApiProblems,
  Audience,
  CurrentActor,
  IdParam,
  OwnLogin,
  RequestId,
  validationFailed,
} from '@relance/platform';
import { OwnAccount, auditDraft } from '../shared/own-account.ts';
import { ConsoleLogin } from './console-login.ts';
import {
  ChangePasswordBody,
  EndedSessionView,
  LoginSessionsView,
  MeView,
  ProfileBody,
  RemoveTwoFactorBody,
  TwoFactorCodeBody,
  TwoFactorView,
  toLoginUser,
  toSessions,
} from './login.dto.ts';
import { hashPassword } from './passwords.ts';
import { written } from './refusals.ts';
import { SecondFactor } from './second-factor.ts';

/** The caller's own login, whatever their role. */
@ApiTags('Console login')
@ApiBearerAuth()
@Audience('user')
@OwnLogin()
@Controller('auth')
export class OwnLoginController {
  constructor(
    private readonly own: OwnAccount,
    private readonly login: ConsoleLogin,
    private readonly secondFactor: SecondFactor,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
  ) {}

  @Get('me')
  @ApiOperation({ summary: 'Who the cookie or token belongs to' })
  @ApiEnvelope(MeView)
  @ApiProblems(401)
  async me(@CurrentActor() actor: Actor): Promise<MeView> {
    if (actor.sessionId !== undefined) {
      return { user: toLoginUser(await this.own.of(actor), actor.mustEnrolTwoFactor ?? false) };
    }
    const { id, email, role } = actor;
    const ownerId = role === 'user' ? (actor.ownerId ?? id) : null;
    const nothing = { name: null, language: null, twoFactor: false, mustEnrolTwoFactor: false };
    return { user: { id, email, role, ownerId, ...nothing } };
  }

  @Patch('me')
  @ApiOperation({ summary: 'Changes your own name and language' })
  @ApiEnvelope(MeView)
  @ApiProblems(400, 401, 409)
  async changeProfile(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { name, language }: ProfileBody,
  ): Promise<MeView> {
    const changes = { ...(name !== undefined && { name }), ...(language !== undefined && { language }) };
    const audit = auditDraft(actor, 'user.profile', requestId);
    const account = written(await this.accounts.change(await this.own.of(actor), changes, { audit }));
    return { user: toLoginUser(account, actor.mustEnrolTwoFactor ?? false) };
  }

  @Post('password')
  @HttpCode(200)
  @ApiOperation({ summary: 'Changes your own password; every other login of the account ends' })
  @ApiEnvelope(MeView)
  @ApiProblems(400, 401, 403, 409, 429)
  async changePassword(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { currentPassword, newPassword }: ChangePasswordBody,
  ): Promise<MeView> {
    const account = await this.own.of(actor);
    const problem = passwordProblem(newPassword, account);
    if (problem) throw validationFailed([{ field: 'newPassword', ...problem }]);
    await this.secondFactor.assertPassword(account, currentPassword);
    const changed = await this.accounts.change(
      account,
      { passwordHash: await hashPassword(newPassword) },
      {
        audit: auditDraft(actor, 'user.password', requestId),
        endSessions: { except: actor.sessionId ?? '' },
        endLinks: true,
      },
    );
    return { user: toLoginUser(written(changed), actor.mustEnrolTwoFactor ?? false) };
  }

  @Get('sessions')
  @ApiOperation({ summary: 'Your open logins, newest first' })
  @ApiEnvelope(LoginSessionsView)
  @ApiProblems(401)
  async sessions(@CurrentActor() actor: Actor): Promise<LoginSessionsView> {
    if (actor.sessionId === undefined) return { sessions: [] };
    return toSessions(await this.login.openSessions(actor.id), actor.sessionId);
  }

  @Delete('sessions/:id')
  @ApiOperation({ summary: 'Ends one of your logins, even the one of this request' })
  @ApiEnvelope(EndedSessionView)
  @ApiProblems(400, 401, 404)
  async endSession(@CurrentActor() actor: Actor, @IdParam() sessionId: string): Promise<EndedSessionView> {
    await this.login.endSession(actor.sessionId === undefined ? null : actor.id, sessionId);
    return { id: sessionId };
  }

  @Post('two-factor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Prepares a second factor: its secret as a QR, and ten recovery codes, shown this once' })
  @ApiEnvelope(TwoFactorView)
  @ApiProblems(401, 409)
  async offerTwoFactor(@CurrentActor() actor: Actor): Promise<TwoFactorView> {
    return this.secondFactor.enrol(await this.own.of(actor));
  }

  @Post('two-factor/confirm')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Confirms the second factor with a code of the authenticator app; from now on the login asks for one',
  })
  @ApiEnvelope(MeView)
  @ApiProblems(400, 401, 403, 409, 429)
  async confirmTwoFactor(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { code }: TwoFactorCodeBody,
  ): Promise<MeView> {
    const audit = auditDraft(actor, 'user.two_factor_on', requestId);
    return { user: toLoginUser(await this.secondFactor.confirm(await this.own.of(actor), code, audit), false) };
  }

  @Delete('two-factor')
  @ApiOperation({ summary: 'Removes the second factor; needs the password and a code' })
  @ApiEnvelope(MeView)
  @ApiProblems(400, 401, 403, 409, 429)
  async removeTwoFactor(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { password, code }: RemoveTwoFactorBody,
  ): Promise<MeView> {
    const audit = auditDraft(actor, 'user.two_factor_off', requestId);
    const account = await this.secondFactor.remove(await this.own.of(actor), password, code, audit);
    return { user: toLoginUser(account, false) };
  }
}
