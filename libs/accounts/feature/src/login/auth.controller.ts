import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiEnvelope,
  ApiProblems,
  type ApiRequest,
  Audience,
  INSTALLATION_SETTINGS,
  type InstallationSettingsReader,
  RELANCE_CONFIG,
  type RelanceConfig,
  RequestId,
  SESSION_COOKIE,
  assertOwnOrigin,
} from '@relance/platform';
import { type Response } from 'express';
import { ConsoleLogin } from './console-login.ts';
import { LoginBody, LoginOptionsView, LoginView, LogoutView, toLoginUser } from './login.dto.ts';
import { PasswordLinks } from './password-links.ts';

/** Logging in to the console and out again. */
@ApiTags('Console login')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly login: ConsoleLogin,
    private readonly links: PasswordLinks,
    @Inject(INSTALLATION_SETTINGS) private readonly settings: InstallationSettingsReader,
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
  ) {}

  @Get('options')
  @Audience('public')
  @ApiOperation({ summary: 'What the login page can offer, such as a forgotten password' })
  @ApiEnvelope(LoginOptionsView)
  options(): LoginOptionsView {
    return { forgotPassword: this.links.canMail };
  }

  @Post('login')
  @HttpCode(200)
  @Audience('public')
  @ApiOperation({
    summary: 'Logs in: sets the http-only cookie and answers a token that also works as bearer token',
    description:
      '401 TWO_FACTOR_REQUIRED asks for `code`. Five wrong passwords of an address, or five wrong codes, lock for 15 minutes: 429 with Retry-After.',
  })
  @ApiEnvelope(LoginView)
  @ApiProblems(400, 401, 429)
  async logIn(
    @Body() { email, password, code }: LoginBody,
    @Req() request: ApiRequest,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoginView> {
    const opened = await this.login.logIn({ email, password, code, address: request.ip ?? '', requestId });
    response.cookie(SESSION_COOKIE, opened.token, { ...this.cookie(), expires: opened.expiresAt });
    const { account } = opened;
    const { requireTwoFactor } = await this.settings.read();
    const mustEnrol = requireTwoFactor && account.role === 'admin' && account.twoFactor === null;
    return {
      user: toLoginUser(account, mustEnrol),
      token: opened.token,
      expiresAt: opened.expiresAt.toISOString(),
    };
  }

  @Post('logout')
  @HttpCode(200)
  @Audience('public')
  @ApiOperation({ summary: 'Ends the login of the cookie or bearer token; idempotent' })
  @ApiEnvelope(LogoutView)
  @ApiProblems(403)
  async logOut(@Req() request: ApiRequest, @Res({ passthrough: true }) response: Response): Promise<LogoutView> {
    if (request.cookies?.[SESSION_COOKIE]) assertOwnOrigin(request, this.config);
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    await this.login.logOut(bearer ?? request.cookies?.[SESSION_COOKIE]);
    response.clearCookie(SESSION_COOKIE, this.cookie());
    return { loggedOut: true };
  }

  private cookie() {
    const secure = this.config.publicUrl?.startsWith('https:') ?? false;
    return { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  }
}
