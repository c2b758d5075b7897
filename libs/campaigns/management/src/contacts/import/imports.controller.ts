import { type RejectedRow } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import {
  ApiEnvelope,
  ApiProblems,
  Audience,
  CsvAnswer,
  CsvQuery,
  CurrentOwner,
  IdParam,
  sendCsv,
} from '@relance/platform';
import { Body, Controller, Get, HttpCode, Post, Query, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '../../shared/audited.ts';
import { CurrentCaller } from '../../shared/current-caller.decorator.ts';
import { PhoneAccessLog } from '../../shared/phone-access-log.ts';
import { ContactImports, noFile } from './contact-imports.ts';
import { ContactFileUpload } from './contact-file-upload.interceptor.ts';
import { ImportBody, InspectBody } from './import.dto.ts';
import { ImportReport, InspectAnswer } from './import.view.ts';

type Upload = { readonly buffer: Buffer } | undefined;

@ApiTags('contacts')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@Controller('contacts/import')
export class ImportsController {
  constructor(
    private readonly imports: ContactImports,
    private readonly phones: PhoneAccessLog,
  ) {}

  @Post('inspect')
  @HttpCode(200)
  @UseInterceptors(ContactFileUpload)
  @ApiConsumes('multipart/form-data')
  @ApiOperation({ summary: 'Says what a file of contacts is and what its columns probably are; nothing is saved' })
  @ApiEnvelope(InspectAnswer)
  @ApiProblems(413)
  inspect(
    @CurrentOwner() ownerId: OwnerId,
    @UploadedFile() file: Upload,
    @Body() { sheet }: InspectBody,
  ): Promise<InspectAnswer> {
    if (!file) throw noFile();
    return this.imports.inspect(ownerId, file.buffer, sheet);
  }

  @Post()
  @UseInterceptors(ContactFileUpload)
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiOperation({
    summary: 'Adds and updates contacts from a file (CSV, XLSX, vCard) or from one that was inspected',
    description:
      'Up to 500 rows are imported before the answer (200, the report); more are imported in the background (202, `jobId`).',
  })
  @ApiEnvelope(ImportReport, { description: 'Done.' })
  @ApiEnvelope(ImportReport, {
    status: 202,
    description: 'Goes on in the background; see GET /contacts/import/{jobId}.',
  })
  @ApiProblems(404, 413, 422)
  async start(
    @CurrentCaller() caller: Caller,
    @UploadedFile() file: Upload,
    @Body() body: ImportBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportReport> {
    const report = await this.imports.start(caller, body, file?.buffer ?? null);
    response.status(report.status === 'done' || report.status === 'failed' ? 200 : 202);
    return report;
  }

  @Get(':jobId')
  @ApiOperation({ summary: 'How far an import is, and its report; kept for seven days' })
  @ApiEnvelope(ImportReport)
  @ApiProblems(404)
  report(@CurrentOwner() ownerId: OwnerId, @IdParam('jobId') jobId: string): Promise<ImportReport> {
    return this.imports.report(ownerId, jobId);
  }

  @Get(':jobId/rejected.csv')
  @ApiOperation({
    summary: 'Every rejected line of an import as it came, with the reason, to be corrected and sent again',
  })
  @CsvAnswer('The columns of the file and `problem`.')
  @ApiProblems(404)
  async rejected(
    @CurrentCaller() caller: Caller,
    @IdParam('jobId') jobId: string,
    @Query() query: CsvQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { header, batches } = await this.imports.rejected(caller.ownerId, jobId);
    await this.phones.note(caller, { through: 'rejected_rows', entity: { type: 'import', id: jobId, name: null } });
    await sendCsv(response, { name: 'rejected', columns: columnsOf(header), batches }, query);
  }
}

/** The file's own columns, then the reason. Headers that repeat are kept apart by a number. */
function columnsOf(header: readonly string[]): Record<string, (row: RejectedRow) => string> {
  const columns: Record<string, (row: RejectedRow) => string> = {};
  header.forEach((name, index) => {
    const label = name === '' ? `column ${index + 1}` : name;
    columns[label in columns ? `${label} (${index + 1})` : label] = ({ cells }) => cells[index] ?? '';
  });
  columns['problem' in columns ? 'relance problem' : 'problem'] = ({ problem }) => problem;
  return columns;
}
