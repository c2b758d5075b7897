import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type Actor,
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  CurrentActor,
  IdParam,
  type Page,
  PageQuery,
  RequestId,
} from '@relance/platform';
import {
  ReportBody,
  ReportPatchBody,
  ReportPreviewView,
  ReportRemovedView,
  ReportRunView,
  ReportView,
} from './report.dto.ts';
import { ReportService } from './report.service.ts';

/** Reports that are sent by e-mail, by a schedule or by hand. */
@ApiTags('Admin reports')
@ApiBearerAuth()
@Audience('admin')
@ApiProblems(400, 401, 403)
@Controller('admin/reports')
export class ReportsController {
  constructor(private readonly reports: ReportService) {}

  @Get()
  @Audience('support')
  @ApiOperation({ summary: 'All reports, newest first, each with its last run' })
  @ApiPage('reports', ReportView)
  list(@Query() query: PageQuery): Promise<Page<'reports', ReportView>> {
    return this.reports.list(query);
  }

  @Post()
  @ApiOperation({ summary: 'Makes a report; it is sent from its next time on' })
  @ApiEnvelope(ReportView, { status: 201 })
  create(@CurrentActor() actor: Actor, @RequestId() requestId: string, @Body() body: ReportBody): Promise<ReportView> {
    return this.reports.create(body, { actor, requestId });
  }

  @Get(':id')
  @Audience('support')
  @ApiOperation({ summary: 'One report' })
  @ApiEnvelope(ReportView)
  @ApiProblems(404)
  read(@IdParam() id: string): Promise<ReportView> {
    return this.reports.read(id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes any part; a changed schedule counts from its next time on' })
  @ApiEnvelope(ReportView)
  @ApiProblems(404)
  update(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @IdParam() id: string,
    @Body() body: ReportPatchBody,
  ): Promise<ReportView> {
    return this.reports.update(id, body, { actor, requestId });
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Removes a report and its history' })
  @ApiEnvelope(ReportRemovedView)
  @ApiProblems(404)
  remove(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @IdParam() id: string,
  ): Promise<ReportRemovedView> {
    return this.reports.remove(id, { actor, requestId });
  }

  @Post(':id/run')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends a report now, besides its schedule; answers the outcome' })
  @ApiEnvelope(ReportRunView)
  @ApiProblems(404)
  run(@CurrentActor() actor: Actor, @RequestId() requestId: string, @IdParam() id: string): Promise<ReportRunView> {
    return this.reports.run(id, { actor, requestId });
  }

  @Get(':id/history')
  @Audience('support')
  @ApiOperation({ summary: 'What was sent, newest first' })
  @ApiPage('runs', ReportRunView)
  @ApiProblems(404)
  history(@IdParam() id: string, @Query() query: PageQuery): Promise<Page<'runs', ReportRunView>> {
    return this.reports.history(id, query);
  }

  @Get(':id/preview')
  @Audience('support')
  @ApiOperation({ summary: 'The mail as it would be sent now' })
  @ApiEnvelope(ReportPreviewView)
  @ApiProblems(404)
  preview(@IdParam() id: string): Promise<ReportPreviewView> {
    return this.reports.preview(id);
  }
}
