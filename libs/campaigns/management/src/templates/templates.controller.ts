import { type OwnerId } from '@relance/kernel';
import { ApiEnvelope, ApiProblems, Audience, CurrentOwner } from '@relance/platform';
import { Body, Controller, Delete, Get, HttpCode, Post, Put, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Caller } from '../shared/audited.ts';
import { CurrentCaller } from '../shared/current-caller.decorator.ts';
import { DayParam } from './day-param.decorator.ts';
import { MessageProblems } from './message-problems.interceptor.ts';
import { PreviewTemplate } from './preview-template.ts';
import { TemplateBody, TemplatePreviewBody } from './template.dto.ts';
import { TemplateService } from './template.service.ts';
import { TemplatePreviewView, TemplateSetView, TemplateView } from './template.view.ts';

@ApiTags('templates')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@UseInterceptors(MessageProblems)
@Controller('templates')
export class TemplatesController {
  constructor(
    private readonly templates: TemplateService,
    private readonly previewTemplate: PreviewTemplate,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The message of each of the seven days, and whether it is the owner’s or the installation’s',
    description:
      "A campaign's own message goes before them; without it the owner's is sent, else the installation's, else the day is skipped.",
  })
  @ApiEnvelope(TemplateSetView)
  list(@CurrentOwner() ownerId: OwnerId): Promise<TemplateSetView> {
    return this.templates.list({ ownerId });
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'A message as a contact, or a sample one, would read it, and what is doubtful in it' })
  @ApiEnvelope(TemplatePreviewView)
  @ApiProblems(404)
  preview(@CurrentOwner() ownerId: OwnerId, @Body() body: TemplatePreviewBody): Promise<TemplatePreviewView> {
    return this.previewTemplate.run({ ownerId }, body);
  }

  @Get(':day')
  @ApiParam({ name: 'day', schema: { type: 'integer', minimum: 1, maximum: 7 } })
  @ApiOperation({ summary: 'The message of one day' })
  @ApiEnvelope(TemplateView)
  read(@CurrentOwner() ownerId: OwnerId, @DayParam() day: number): Promise<TemplateView> {
    return this.templates.read({ ownerId }, day);
  }

  @Put(':day')
  @ApiParam({ name: 'day', schema: { type: 'integer', minimum: 1, maximum: 7 } })
  @ApiOperation({ summary: 'Writes the owner’s own message of a day; it is used for every day not sent yet' })
  @ApiEnvelope(TemplateView)
  write(@CurrentCaller() caller: Caller, @DayParam() day: number, @Body() body: TemplateBody): Promise<TemplateView> {
    return this.templates.write({ ownerId: caller.ownerId }, day, body, caller);
  }

  @Delete(':day')
  @ApiParam({ name: 'day', schema: { type: 'integer', minimum: 1, maximum: 7 } })
  @ApiOperation({ summary: 'Drops the owner’s own message of a day; answers what is sent instead' })
  @ApiEnvelope(TemplateView)
  drop(@CurrentCaller() caller: Caller, @DayParam() day: number): Promise<TemplateView> {
    return this.templates.drop({ ownerId: caller.ownerId }, day, caller);
  }
}
