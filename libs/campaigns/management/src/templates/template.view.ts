import { attributeVariables, type Language, type MessageTemplate, templateVariables } from '@relance/campaigns-domain';
import { ApiProperty } from '@nestjs/swagger';

export class TextsView {
  @ApiProperty() fr!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: French is sent.' }) en!: string | null;
}

/** One day of the default set. */
export class TemplateView {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 7 }) dayNumber!: number;
  @ApiProperty({ type: TextsView }) messageTemplate!: TextsView;
  @ApiProperty({ type: [String] }) mediaIds!: string[];
  @ApiProperty() active!: boolean;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
}

export class TemplateSetView {
  @ApiProperty({ type: [TemplateView] }) templates!: TemplateView[];
  @ApiProperty({ type: [String], example: [...templateVariables], description: 'What texts may name between {{ }}.' })
  variables!: string[];
}

export class TemplatePreviewView {
  @ApiProperty({ description: 'As the person would read it.' }) text!: string;
  @ApiProperty({ enum: ['fr', 'en'] }) language!: Language;
  @ApiProperty({ type: 'integer' }) length!: number;
}

export const templateView = (template: MessageTemplate): TemplateView => ({
  dayNumber: template.dayNumber,
  messageTemplate: { fr: template.messageTemplate.fr, en: template.messageTemplate.en },
  mediaIds: [...template.mediaIds],
  active: template.active,
  updatedAt: template.updatedAt.toISOString(),
});

export const templateSetView = (templates: readonly MessageTemplate[]): TemplateSetView => ({
  templates: templates.map(templateView),
  variables: [...templateVariables, ...attributeVariables],
});
