import { type Actor, ApiEnvelope, ApiProblems, Audience, CurrentActor, RequestId } from '@relance/platform';
import { Body, Controller, Delete, Get, HttpCode, Post, Put, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { DayParam } from './day-param.decorator.ts';
import { MessageProblems } from './message-problems.interceptor.ts';
import { PreviewTemplate } from './preview-template.ts';
import { TemplateBody, TemplatePreviewBody } from './template.dto.ts';
import { TemplateService } from './template.service.ts';
import { TemplatePreviewView, TemplateSetView, TemplateView } from './template.view.ts';

@ApiTags('admin')
@ApiBearerAuth()
@Audience('admin')
@ApiProblems(400, 401, 403)
@UseInterceptors(MessageProblems)
@Controller('admin/templates')
export class AdminTemplatesController {
  constructor(
    private readonly templates: TemplateService,
    private readonly previewTemplate: PreviewTemplate,
  ) {}

  @Get()
  @Audience('support')
  @ApiOperation({ summary: 'The installation’s messages: sent for owners who have none of their own' })
  @ApiEnvelope(TemplateSetView)
  list(): Promise<TemplateSetView> {
    return this.templates.list('installation');
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'A message as a sample person would read it, and what is doubtful in it' })
  @ApiEnvelope(TemplatePreviewView)
  @ApiProblems(404)
  preview(@Body() body: TemplatePreviewBody): Promise<TemplatePreviewView> {
    return this.previewTemplate.run('installation', body);
  }

  @Get(':day')
  @Audience('support')
  @ApiParam({ name: 'day', schema: { type: 'integer', minimum: 1, maximum: 7 } })
  @ApiOperation({ summary: 'The installation’s message of one day' })
  @ApiEnvelope(TemplateView)
  read(@DayParam() day: number): Promise<TemplateView> {
    return this.templates.read('installation', day);
  }

  @Put(':day')
  @ApiParam({ name: 'day', schema: { type: 'integer', minimum: 1, maximum: 7 } })
  @ApiOperation({ summary: 'Writes the installation’s message of a day' })
  @ApiEnvelope(TemplateView)
  write(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @DayParam() day: number,
    @Body() body: TemplateBody,
  ): Promise<TemplateView> {
    return this.templates.write('installation', day, body, { actor, requestId });
  }

  @Delete(':day')
  @ApiParam({ name: 'day', schema: { type: 'integer', minimum: 1, maximum: 7 } })
  @ApiOperation({ summary: 'Removes the installation’s message of a day: owners without one of their own skip it' })
  @ApiEnvelope(TemplateView)
  drop(@CurrentActor() actor: Actor, @RequestId() requestId: string, @DayParam() day: number): Promise<TemplateView> {
    return this.templates.drop('installation', day, { actor, requestId });
  }
}
