import { Body, Controller, Delete, Get, HttpStatus, Post, Query, Res, Sse } from '@nestjs/common';
import { type MessageEvent } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError, type OwnerId } from '@relance/kernel';
import {
  type Actor,
  ApiEnvelope,
  ApiEventStream,
  ApiPage,
  ApiProblems,
  Audience,
  CurrentActor,
  CurrentOwner,
  CurrentLiveRequest,
  LiveHub,
  type LiveRequest,
  PageQuery,
  RequestId,
  RequestLanguage,
} from '@relance/platform';
import { type Language } from '@relance/whatsapp-session-domain';
import { type Response } from 'express';
import { type Observable } from 'rxjs';
import { ConnectAnswer, ConnectBody, DisconnectBody, DisconnectQuery, pairingOf } from './dto/connect.dto.ts';
import { forceOf } from './dto/force.ts';
import { QrView, SessionEventView, SessionView } from './dto/session.view.ts';
import { SessionAudit } from './session-audit.ts';
import { timelineAnswer, timelinePageOf } from './timeline-page.ts';
import { SessionControl } from '../commands/session-control.ts';
import { SessionReader } from '../session-reader.ts';
import { SessionPresenter } from './session.presenter.ts';

/** The owner's own WhatsApp session. */
@ApiTags('session')
@Controller()
@Audience('user')
export class SessionController {
  constructor(
    private readonly control: SessionControl,
    private readonly reader: SessionReader,
    private readonly presenter: SessionPresenter,
    private readonly audit: SessionAudit,
    private readonly hub: LiveHub,
  ) {}

  @Post('connect')
  @ApiOperation({
    summary: 'Connects, or asks for a QR or pairing code; answers within 15 s with the state reached by then',
  })
  @ApiEnvelope(ConnectAnswer, { status: 200, description: 'Connected.' })
  @ApiEnvelope(ConnectAnswer, { status: 202, description: 'A QR or pairing code waits, or the connection is opening.' })
  @ApiProblems(400, 401, 409, 429, 503)
  async connect(
    @CurrentOwner() ownerId: OwnerId,
    @CurrentActor() actor: Actor,
    @RequestLanguage() language: Language,
    @RequestId() requestId: string,
    @Body() body: ConnectBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ConnectAnswer> {
    const pairing = pairingOf(body ?? {});
    const result = await this.audit.noted('connect', { actor, ownerId, requestId }, () =>
      this.control.connect(ownerId, pairing),
    );
    response.status(result.outcome === 'connected' ? HttpStatus.OK : HttpStatus.ACCEPTED);
    return this.presenter.connectAnswer(ownerId, result, language);
  }

  @Get('status')
  @ApiOperation({ summary: 'How your phone is linked, with the switches and limits; asking changes nothing' })
  @ApiEnvelope(SessionView)
  @ApiProblems(401)
  status(@CurrentOwner() ownerId: OwnerId, @RequestLanguage() language: Language): Promise<SessionView> {
    return this.presenter.status(ownerId, language);
  }

  @Get('qr')
  @ApiOperation({ summary: 'The QR that can be scanned now' })
  @ApiEnvelope(QrView)
  @ApiProblems(401, 404)
  async qr(@CurrentOwner() ownerId: OwnerId): Promise<QrView> {
    const offer = await this.reader.offer(ownerId);
    const view = offer === null ? null : await this.presenter.qrView(offer);
    if (view === null) throw new DomainError('not_found', 'QR_NOT_FOUND', 'There is no QR code to scan now.');
    return view;
  }

  @Sse('stream')
  @ApiOperation({
    summary: 'Live events of the owner: session.updated, qr.updated, campaign.updated, delivery.updated',
  })
  @ApiEventStream(
    'Resumable by Last-Event-ID; a comment line every 15 s. `resync`: events were missed, ask for everything again.',
  )
  @ApiProblems(401, 429)
  stream(@CurrentOwner() ownerId: OwnerId, @CurrentLiveRequest() request: LiveRequest): Observable<MessageEvent> {
    return this.hub.stream({ ownerId }, request);
  }

  @Delete('disconnect')
  @ApiOperation({ summary: 'Disconnects and keeps the session, or deletes it with `force`' })
  @ApiEnvelope(SessionView)
  @ApiProblems(400, 401, 503)
  async disconnect(
    @CurrentOwner() ownerId: OwnerId,
    @CurrentActor() actor: Actor,
    @RequestLanguage() language: Language,
    @RequestId() requestId: string,
    @Query() query: DisconnectQuery,
    @Body() body?: DisconnectBody,
  ): Promise<SessionView> {
    const isForced = forceOf(body, query);
    await this.audit.noted(isForced ? 'reset' : 'disconnect', { actor, ownerId, requestId }, () =>
      isForced ? this.control.reset(ownerId) : this.control.disconnect(ownerId),
    );
    return this.presenter.status(ownerId, language);
  }

  @Get('session/events')
  @ApiOperation({ summary: 'Every end of a connection, newest first, explained' })
  @ApiPage('events', SessionEventView)
  @ApiProblems(400, 401)
  async events(@CurrentOwner() ownerId: OwnerId, @RequestLanguage() language: Language, @Query() query: PageQuery) {
    const found = await this.reader.timeline(ownerId, timelinePageOf(query));
    return timelineAnswer(query, found, (row) => this.presenter.event(row, language));
  }
}
