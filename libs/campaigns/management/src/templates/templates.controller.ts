import { TEMPLATE_STORE, type TemplateStore } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { ApiEnvelope, ApiProblems, Audience, CurrentOwner } from '@relance/platform';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PreviewTemplate } from './preview-template.ts';
import { TemplatePreviewBody } from './template.dto.ts';
import { TemplatePreviewView, templateSetView, TemplateSetView } from './template.view.ts';

@ApiTags('templates')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@Controller('templates')
export class TemplatesController {
  constructor(
    @Inject(TEMPLATE_STORE) private readonly templates: TemplateStore,
    private readonly previewTemplate: PreviewTemplate,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The default messages of the seven days' })
  @ApiEnvelope(TemplateSetView)
  async list(): Promise<TemplateSetView> {
    return templateSetView(await this.templates.all());
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'A text as a contact, or a sample one, would read it' })
  @ApiEnvelope(TemplatePreviewView)
  @ApiProblems(404)
  preview(@CurrentOwner() ownerId: OwnerId, @Body() body: TemplatePreviewBody): Promise<TemplatePreviewView> {
    return this.previewTemplate.run(ownerId, body);
  }
}
