import { Controller, Headers, type MessageEvent, Sse } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiProblems, Audience, LiveHub, RequestLanguage } from '@relance/platform';
import { type Observable } from 'rxjs';

/** What happens in the house, as it happens. */
@ApiTags('Admin live')
@ApiBearerAuth()
@Audience('support')
@Controller('admin/stream')
export class AdminStreamController {
  constructor(private readonly hub: LiveHub) {}

  @Sse()
  @ApiOperation({
    summary: 'campaign.updated, campaign.stats, session.updated, delivery.updated, audit; resumable by Last-Event-ID',
  })
  @ApiProduces('text/event-stream')
  @ApiProblems(401, 403)
  stream(
    @RequestLanguage() language: 'fr' | 'en',
    @Headers('last-event-id') lastEventId?: string,
  ): Observable<MessageEvent> {
    return this.hub.stream({ admin: true }, { language }, lastEventId);
  }
}
