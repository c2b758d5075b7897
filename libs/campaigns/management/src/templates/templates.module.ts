import { Module } from '@nestjs/common';
import { PreviewTemplate } from './preview-template.ts';
import { SeedTemplates } from './seed-templates.ts';
import { TemplatesController } from './templates.controller.ts';

@Module({ controllers: [TemplatesController], providers: [PreviewTemplate, SeedTemplates] })
export class TemplatesModule {}
