import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError, ownerId } from '@relance/kernel';
import {
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  OwnerIdParam,
  type Page,
  PageQuery,
  RequestLanguage,
} from '@relance/platform';
import { type Language } from '@relance/whatsapp-session-domain';
import {
  QrView,
  SessionEventView,
  SessionPresenter,
  SessionReader,
  timelineAnswer,
  timelinePageOf,
} from '@relance/whatsapp-session-feature';
import { AdminSessionListQuery, AdminSessionView, SessionStatsView } from './admin-sessions.dto.ts';
import { ReadSessions } from './read-sessions.ts';

/** All owners' WhatsApp sessions, for looking. */
@ApiTags('Admin sessions')
@ApiBearerAuth()
@Audience('support')
@ApiProblems(400, 401, 403)
@Controller('admin/sessions')
export class AdminSessionsController {
  constructor(
    private readonly sessions: ReadSessions,
    private readonly reader: SessionReader,
    private readonly presenter: SessionPresenter,
  ) {}

  @Get()
  @ApiOperation({
    summary:
      'All owners with their sessions, by state, strikes and owner; state none for those who never linked a phone',
  })
  @ApiPage('sessions', AdminSessionView)
  list(
    @Query() query: AdminSessionListQuery,
    @RequestLanguage() language: Language,
  ): Promise<Page<'sessions', AdminSessionView>> {
    return this.sessions.page(query, language);
  }

  @Get('stats')
  @ApiOperation({
    summary: 'Owners by state, failures of the last 24 hours by cause, code and hour, owners near the limit',
  })
  @ApiEnvelope(SessionStatsView)
  stats(): Promise<SessionStatsView> {
    return this.sessions.stats();
  }

  @Get(':userId')
  @ApiOperation({ summary: "One owner's session; state none for an owner who never linked a phone" })
  @ApiEnvelope(AdminSessionView)
  read(@OwnerIdParam() userId: string, @RequestLanguage() language: Language): Promise<AdminSessionView> {
    return this.sessions.one(ownerId(userId), language);
  }

  @Get(':userId/events')
  @ApiOperation({ summary: 'Every end of a connection, newest first, explained' })
  @ApiPage('events', SessionEventView)
  async events(
    @OwnerIdParam() userId: string,
    @Query() query: PageQuery,
    @RequestLanguage() language: Language,
  ): Promise<Page<'events', SessionEventView>> {
    const found = await this.reader.timeline(ownerId(userId), timelinePageOf(query));
    return timelineAnswer(query, found, (row) => this.presenter.event(row, language));
  }

  @Get(':userId/qr')
  @Audience('admin')
  @ApiOperation({ summary: 'The QR that can be scanned now, while an admin links a phone on behalf of its owner' })
  @ApiEnvelope(QrView)
  @ApiProblems(404)
  async qr(@OwnerIdParam() userId: string): Promise<QrView> {
    const offer = await this.reader.offer(ownerId(userId));
    const view = offer && (await this.presenter.qrView(offer));
    if (!view) throw new DomainError('not_found', 'QR_NOT_FOUND', 'There is no QR code to scan now.');
    return view;
  }
}
