import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiEnvelope, ApiProblems, Audience } from '@relance/platform';
import { ExitsView, FiguresQuery, FunnelView, TimeseriesQuery, TimeseriesView } from './analytics.dto.ts';
import { AnalyticsService } from './analytics.service.ts';

/** Figures over time, of all owners or narrowed. */
@ApiTags('Admin analytics')
@ApiBearerAuth()
@Audience('support')
@ApiProblems(400, 401, 403)
@Controller('admin/analytics')
export class AnalyticsController {
  constructor(private readonly analytics: AnalyticsService) {}

  @Get('timeseries')
  @ApiOperation({
    summary: 'What was sent, arrived, was read, failed and answered, by hour or day; the last 30 days by default',
  })
  @ApiEnvelope(TimeseriesView)
  timeseries(@Query() query: TimeseriesQuery): Promise<TimeseriesView> {
    return this.analytics.timeseries(query);
  }

  @Get('funnel')
  @ApiOperation({ summary: 'By day of the sequence: who waits now, and what happened; ever, or from … to' })
  @ApiEnvelope(FunnelView)
  funnel(@Query() query: FiguresQuery): Promise<FunnelView> {
    return this.analytics.funnel(query);
  }

  @Get('exits')
  @ApiOperation({ summary: 'Why people left their sequence; ever, or from … to' })
  @ApiEnvelope(ExitsView)
  exits(@Query() query: FiguresQuery): Promise<ExitsView> {
    return this.analytics.exits(query);
  }
}
