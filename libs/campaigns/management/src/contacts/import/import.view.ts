import { ApiProperty } from '@nestjs/swagger';
import { problemCodes } from '@relance/kernel';

const whole = { type: 'integer' } as const;

export class InspectedColumn {
  @ApiProperty({ ...whole, description: 'From 0.' }) index!: number;
  @ApiProperty() header!: string;
  @ApiProperty({ type: [String], description: 'Up to three values that stand there.' }) samples!: string[];
  @ApiProperty({ description: 'A field of a contact, `firstName`, `lastName`, `attributes.<key>` or `ignore`.' })
  suggested!: string;
  @ApiProperty({ description: '0 to 1.' }) confidence!: number;
}

export class InspectAnswer {
  @ApiProperty({ description: 'For POST /contacts/import; kept for two days.' }) importId!: string;
  @ApiProperty({ enum: ['csv', 'tsv', 'xlsx', 'vcard'] }) format!: string;
  @ApiProperty({ type: String, nullable: true }) encoding!: string | null;
  @ApiProperty({ type: String, nullable: true }) delimiter!: string | null;
  @ApiProperty({ type: [String] }) sheets!: string[];
  @ApiProperty(whole) rows!: number;
  @ApiProperty({ type: [InspectedColumn] }) columns!: InspectedColumn[];
  @ApiProperty({ type: [String], description: 'What stands in the way of an import, in words.' }) problems!: string[];
}

export const problemCodeText = { type: String, nullable: true, enum: [...problemCodes] };
export const problemParams = {
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'Names and numbers in the problem.',
} as const;

export class ImportErrorView {
  @ApiProperty({ ...whole, description: 'Line in the file, from 1.' }) row!: number;
  @ApiProperty() field!: string;
  @ApiProperty({ description: 'In English, in words that follow the field.' }) problem!: string;
  @ApiProperty({ ...problemCodeText, description: 'The kind of problem, to word it in another language.' })
  code!: string | null;
  @ApiProperty(problemParams) params!: Readonly<Record<string, string>>;
  @ApiProperty({ type: String, nullable: true, description: 'What stood there, shortened.' }) value!: string | null;
}

export class ImportFailureView {
  @ApiProperty({ description: 'In English, in words that follow “The file”.' }) problem!: string;
  @ApiProperty({ ...problemCodeText, description: 'The kind of problem, to word it in another language.' })
  code!: string | null;
  @ApiProperty(problemParams) params!: Readonly<Record<string, string>>;
}

export class ImportNoteView {
  @ApiProperty({ description: 'In English.' }) problem!: string;
  @ApiProperty({ ...problemCodeText, description: 'The kind of note, to word it in another language.' })
  code!: string | null;
  @ApiProperty(problemParams) params!: Readonly<Record<string, string>>;
  @ApiProperty(whole) count!: number;
  @ApiProperty({ type: [Number], description: 'Lines in the file, the first few.' }) rows!: number[];
  @ApiProperty({ type: String, nullable: true, description: 'One of the values, shortened.' }) sample!: string | null;
}

export class ImportReport {
  @ApiProperty() jobId!: string;
  @ApiProperty({ enum: ['queued', 'running', 'done', 'failed'] }) status!: string;
  @ApiProperty({ ...whole, minimum: 0, maximum: 100 }) progress!: number;
  @ApiProperty({ ...whole, description: 'Once done: created + updated + merged + unchanged + rejected.' })
  rows!: number;
  @ApiProperty(whole) created!: number;
  @ApiProperty(whole) updated!: number;
  @ApiProperty({ ...whole, description: 'Rows whose phone stood in an earlier row of the file.' }) merged!: number;
  @ApiProperty(whole) unchanged!: number;
  @ApiProperty(whole) rejected!: number;
  @ApiProperty({ ...whole, description: 'Archived contacts that came back; counted in updated too.' })
  restored!: number;
  @ApiProperty({ type: [String], description: 'Headers of columns that were left out.' }) unknownColumns!: string[];
  @ApiProperty({ type: [String], description: 'What was left out or changed on the way in.' }) notes!: string[];
  @ApiProperty({ type: [ImportNoteView], description: 'The same notes in parts.' }) notesInDetail!: ImportNoteView[];
  @ApiProperty({ type: String, nullable: true, description: 'Code of what ended the import, where it failed.' })
  failure!: string | null;
  @ApiProperty({
    type: ImportFailureView,
    nullable: true,
    description: 'What is wrong with the file, where that ended it.',
  })
  failureInDetail!: ImportFailureView | null;
  @ApiProperty({ type: [ImportErrorView], description: 'The first 200; all of them in rejected.csv.' })
  errors!: ImportErrorView[];
}
