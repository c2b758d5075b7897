import { Controller, type MessageEvent, Sse } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiEventStream,
  ApiProblems,
  Audience,
  CurrentLiveRequest,
  LiveHub,
  type LiveRequest,
} from '@relance/platform';
import { type Observable } from 'rxjs';

/** SSE stream of changes for admins. */
@ApiTags('Admin live')
@ApiBearerAuth()
@Audience('support')
@Controller('admin/stream')
export class AdminStreamController {
  constructor(private readonly hub: LiveHub) {}

  @Sse()
  @ApiOperation({ summary: 'Live events of all owners, resumable by Last-Event-ID' })
  @ApiEventStream(
    'session.updated, campaign.updated, campaign.stats, delivery.updated, audit; a comment every 15 s. `resync`: events were missed, ask for everything again.',
  )
  @ApiProblems(401, 403, 429)
  stream(@CurrentLiveRequest() request: LiveRequest): Observable<MessageEvent> {
    return this.hub.stream({ admin: true }, request);
  }
}
