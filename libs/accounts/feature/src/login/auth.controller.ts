import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type Actor,
  ApiEnvelope,
  ApiProblems,
  type ApiRequest,
  Audience,
  CurrentActor,
  OwnLogin,
  RELANCE_CONFIG,
  type RelanceConfig,
  RequestId,
  SESSION_COOKIE,
  assertOwnOrigin,
} from '@relance/platform';
import { type Response } from 'express';
import { ConsoleLogin } from './console-login.ts';
import { LoginBody, LoginView, LogoutView, MeView } from './login.dto.ts';

/** Logging in to the console. */
@ApiTags('Console login')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly login: ConsoleLogin,
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Audience('public')
  @ApiOperation({ summary: 'Log in; sets the http-only cookie and answers a token that works as bearer too' })
  @ApiEnvelope(LoginView)
  @ApiProblems(400, 401, 429)
  async logIn(
    @Body() { email, password }: LoginBody,
    @Req() request: ApiRequest,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoginView> {
    const opened = await this.login.logIn({ email, password, address: request.ip ?? '', requestId });
    response.cookie(SESSION_COOKIE, opened.token, { ...this.cookie(), expires: opened.expiresAt });
    const { id, role } = opened.account;
    return {
      user: { id, email: opened.account.email, role },
      token: opened.token,
      expiresAt: opened.expiresAt.toISOString(),
    };
  }

  @Post('logout')
  @HttpCode(200)
  @Audience('public')
  @ApiOperation({ summary: 'End the session of the cookie or bearer token; idempotent' })
  @ApiEnvelope(LogoutView)
  @ApiProblems(403)
  async logOut(@Req() request: ApiRequest, @Res({ passthrough: true }) response: Response): Promise<LogoutView> {
    if (request.cookies?.[SESSION_COOKIE]) assertOwnOrigin(request, this.config);
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    await this.login.logOut(bearer ?? request.cookies?.[SESSION_COOKIE]);
    response.clearCookie(SESSION_COOKIE, this.cookie());
    return { loggedOut: true };
  }

  @Get('me')
  @Audience('user')
  @OwnLogin()
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who the cookie or token belongs to' })
  @ApiEnvelope(MeView)
  @ApiProblems(401)
  me(@CurrentActor() { id, email, role }: Actor): MeView {
    return { user: { id, email, role } };
  }

  private cookie() {
    const secure = this.config.publicUrl?.startsWith('https:') ?? false;
    return { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  }
}
