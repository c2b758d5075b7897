import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiEnvelope, ApiProblems, Audience, RequestId } from '@relance/platform';
import { AcceptedView, ForgotPasswordBody, MeView, SetPasswordBody, toLoginUser } from './login.dto.ts';
import { PasswordLinks } from './password-links.ts';

/** Setting a password by a one-time link. */
@ApiTags('Console login')
@Audience('public')
@Controller('auth')
export class PasswordController {
  constructor(private readonly links: PasswordLinks) {}

  @Post('invite/:token')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sets the first password with the link of an invitation; the account is active then' })
  @ApiEnvelope(MeView)
  @ApiProblems(400, 404)
  async acceptInvite(
    @Param('token') token: string,
    @Body() { password }: SetPasswordBody,
    @RequestId() requestId: string,
  ): Promise<MeView> {
    return { user: toLoginUser(await this.links.setPassword(token, 'invite', password, requestId), false) };
  }

  @Post('reset/:token')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sets a new password with a link; every login of the account ends' })
  @ApiEnvelope(MeView)
  @ApiProblems(400, 404)
  async reset(
    @Param('token') token: string,
    @Body() { password }: SetPasswordBody,
    @RequestId() requestId: string,
  ): Promise<MeView> {
    return { user: toLoginUser(await this.links.setPassword(token, 'reset', password, requestId), false) };
  }

  @Post('forgot-password')
  @HttpCode(202)
  @ApiOperation({ summary: 'Mails a link for a new password, if there is an active account with this address' })
  @ApiEnvelope(AcceptedView, { status: 202 })
  @ApiProblems(400)
  forgot(@Body() { email }: ForgotPasswordBody): AcceptedView {
    this.links.forgotPassword(email);
    return { accepted: true };
  }
}
