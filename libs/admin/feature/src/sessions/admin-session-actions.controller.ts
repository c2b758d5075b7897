import { Body, Controller, HttpCode, HttpStatus, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type OwnerId, ownerId } from '@relance/kernel';
import {
  type Actor,
  ApiEnvelope,
  ApiProblems,
  Audience,
  CurrentActor,
  OwnerIdParam,
  RequestId,
  RequestLanguage,
} from '@relance/platform';
import { type Language } from '@relance/whatsapp-session-domain';
import {
  ConnectAnswer,
  ConnectBody,
  type ConnectResult,
  SessionPresenter,
  type Steering,
  pairingOf,
} from '@relance/whatsapp-session-feature';
import { type Response } from 'express';
import { ActionReasonBody } from '../reason.dto.ts';
import { AdminDisconnectBody, AdminSessionView } from './admin-sessions.dto.ts';
import { ReadSessions } from './read-sessions.ts';
import { SteerSession } from './steer-session.ts';

const steering = (userId: string, actor: Actor, requestId: string, reason?: string): Steering => ({
  ownerId: ownerId(userId),
  actor,
  requestId,
  reason: reason || null,
});

/** All owners' WhatsApp sessions, for steering. Each action is written down. */
@ApiTags('Admin sessions')
@ApiBearerAuth()
@Audience('admin')
@ApiProblems(400, 401, 403, 503)
@Controller('admin/sessions/:userId')
export class AdminSessionActionsController {
  constructor(
    private readonly steer: SteerSession,
    private readonly sessions: ReadSessions,
    private readonly presenter: SessionPresenter,
  ) {}

  @Post('connect')
  @ApiOperation({ summary: 'Connects, or asks for a QR or pairing code, on behalf of an owner' })
  @ApiEnvelope(ConnectAnswer, { status: 200, description: 'Connected.' })
  @ApiEnvelope(ConnectAnswer, { status: 202, description: 'A QR or pairing code waits, or the connection is opening.' })
  @ApiProblems(409, 429)
  async connect(
    @OwnerIdParam() userId: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @RequestLanguage() language: Language,
    @Body() body: ConnectBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ConnectAnswer> {
    const by = steering(userId, actor, requestId);
    return this.answer(by.ownerId, await this.steer.connect(by, pairingOf(body)), language, response);
  }

  @Post('reconnect')
  @ApiOperation({ summary: 'Connects with the stored session at once; without one it is an ordinary connect' })
  @ApiEnvelope(ConnectAnswer, { status: 200, description: 'Connected.' })
  @ApiEnvelope(ConnectAnswer, { status: 202, description: 'A QR waits, or the connection is opening.' })
  @ApiProblems(409, 429)
  async reconnect(
    @OwnerIdParam() userId: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @RequestLanguage() language: Language,
    @Body() { reason }: ActionReasonBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ConnectAnswer> {
    const by = steering(userId, actor, requestId, reason);
    return this.answer(by.ownerId, await this.steer.reconnect(by), language, response);
  }

  @Post('disconnect')
  @HttpCode(200)
  @ApiOperation({ summary: 'Disconnects and keeps the session, or deletes it with `force`; idempotent' })
  @ApiEnvelope(AdminSessionView)
  async disconnect(
    @OwnerIdParam() userId: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @RequestLanguage() language: Language,
    @Body() { force, reason }: AdminDisconnectBody,
  ): Promise<AdminSessionView> {
    const by = steering(userId, actor, requestId, reason);
    await (force ? this.steer.reset(by) : this.steer.disconnect(by));
    return this.sessions.one(by.ownerId, language);
  }

  @Post('reset')
  @HttpCode(200)
  @ApiOperation({ summary: 'Unlinks the device, deletes the session and sets the strikes to 0; idempotent' })
  @ApiEnvelope(AdminSessionView)
  async reset(
    @OwnerIdParam() userId: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @RequestLanguage() language: Language,
    @Body() { reason }: ActionReasonBody,
  ): Promise<AdminSessionView> {
    const by = steering(userId, actor, requestId, reason);
    await this.steer.reset(by);
    return this.sessions.one(by.ownerId, language);
  }

  private answer(
    owner: OwnerId,
    result: ConnectResult,
    language: Language,
    response: Response,
  ): Promise<ConnectAnswer> {
    response.status(result.outcome === 'connected' ? HttpStatus.OK : HttpStatus.ACCEPTED);
    return this.presenter.connectAnswer(owner, result, language);
  }
}
