import {
  type AttributeCoverage,
  type Language,
  type MessageTemplate,
  messageVariables,
  type OwnedTemplate,
  shortAttributes,
} from '@relance/campaigns-domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MediaView } from '../media/media.view.ts';

export class TextsView {
  @ApiProperty() fr!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: French is sent.' }) en!: string | null;
}

/** What one day says, and whose words they are. */
export class TemplateView {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 7 }) day!: number;
  @ApiProperty({
    enum: ['owner', 'installation'],
    nullable: true,
    description: 'Whose message is sent unless a campaign brings its own; null: there is none and the day is skipped.',
  })
  source!: 'owner' | 'installation' | null;
  @ApiProperty({ type: TextsView, nullable: true }) messageTemplate!: TextsView | null;
  @ApiProperty({ type: [String] }) mediaIds!: string[];
  @ApiProperty({ description: 'False: nothing is sent on this day.' }) active!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) updatedAt!: string | null;
}

export class TemplateSetView {
  @ApiProperty({ type: [TemplateView], description: 'All seven days.' }) templates!: TemplateView[];
  @ApiProperty({
    type: [String],
    example: [...messageVariables, 'attributes.city'],
    description: 'What texts may name between {{ }}: of every message, and the attributes that contacts have.',
  })
  variables!: string[];
}

export class PreviewWarning {
  @ApiProperty({ description: 'A sentence for people.' }) problem!: string;
  @ApiPropertyOptional({ description: 'The placeholder that the warning is about, as written.' }) placeholder?: string;
  @ApiPropertyOptional({ type: 'integer', description: 'Contacts that lack the value.' }) missing?: number;
  @ApiPropertyOptional({ type: 'integer', description: 'How many contacts were looked at.' }) of?: number;
}

export class TemplatePreviewView {
  @ApiProperty({ description: 'The text as the person would read it.' }) text!: string;
  @ApiProperty({ enum: ['fr', 'en'], description: 'The language of the text.' }) language!: Language;
  @ApiProperty({ description: 'True: there is no text in the language asked for, so French stands in.' })
  fallback!: boolean;
  @ApiProperty({ type: [PreviewWarning] }) warnings!: PreviewWarning[];
  @ApiProperty({ type: [MediaView] }) media!: MediaView[];
  @ApiProperty({ type: 'integer', description: 'In UTF-16 units, as WhatsApp counts.' }) length!: number;
}

const emptyDay = (day: number): TemplateView => ({
  day,
  source: null,
  messageTemplate: null,
  mediaIds: [],
  active: false,
  updatedAt: null,
});

const dayView = (template: MessageTemplate, source: 'owner' | 'installation'): TemplateView => ({
  day: template.dayNumber,
  source,
  messageTemplate: { fr: template.messageTemplate.fr, en: template.messageTemplate.en },
  mediaIds: [...template.mediaIds],
  active: template.active,
  updatedAt: template.updatedAt.toISOString(),
});

/** One of the days of a set, there or not. */
export function templateView(day: number, templates: readonly (MessageTemplate | OwnedTemplate)[]): TemplateView {
  const found = templates.find(({ dayNumber }) => dayNumber === day);
  return found ? dayView(found, 'source' in found ? found.source : 'installation') : emptyDay(day);
}

export const templateSetView = (
  templates: readonly (MessageTemplate | OwnedTemplate)[],
  { keys }: AttributeCoverage,
): TemplateSetView => ({
  templates: [1, 2, 3, 4, 5, 6, 7].map((day) => templateView(day, templates)),
  variables: [
    ...messageVariables,
    ...shortAttributes,
    ...[...keys.values()].map(({ key }) => `attributes.${key}`).sort(),
  ],
});
