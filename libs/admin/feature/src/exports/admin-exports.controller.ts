import { targetStatuses, type TargetStatus } from '@relance/campaigns-domain';
import { CampaignExports, campaignQuery } from '@relance/campaigns-management';
import { ownerId } from '@relance/kernel';
import {
  type Actor,
  ApiProblems,
  Audience,
  AUDIT_READER,
  AUDIT_WRITER,
  type AuditEntry,
  type AuditLine,
  type AuditReader,
  type AuditWriter,
  CsvAnswer,
  type CsvFile,
  CsvQuery,
  CurrentActor,
  IfGiven,
  RequestId,
  sendCsv,
  refusedAs,
} from '@relance/platform';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiPropertyOptional, ApiTags, IntersectionType, OmitType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type Response } from 'express';
import { AuditQueryDto } from '../audit/audit.dto.ts';
import { dayRange } from '../calendar-days.ts';
import { AdminCampaignListQuery } from '../campaigns/admin-campaigns.dto.ts';

const paging = ['page', 'limit', 'cursor'] as const;

export class CampaignExportQuery extends IntersectionType(OmitType(AdminCampaignListQuery, paging), CsvQuery) {}

export class TargetExportQuery extends IntersectionType(
  OmitType(AdminCampaignListQuery, [...paging, 'status', 'sort'] as const),
  CsvQuery,
) {
  @ApiPropertyOptional({ enum: targetStatuses, description: 'Of the target.' })
  @IfGiven()
  @IsIn([...targetStatuses], refusedAs('NOT_ONE_OF', { values: targetStatuses.join(', ') }))
  status?: TargetStatus;
}

export class AuditExportQuery extends IntersectionType(
  OmitType(AuditQueryDto, [...paging, 'sort'] as const),
  CsvQuery,
) {}

/** The lists of the admin pages as files; each export is written down. */
@ApiTags('Admin exports')
@ApiBearerAuth()
@Audience('support')
@ApiProblems(400, 401, 403)
@Controller('admin')
export class AdminExportsController {
  constructor(
    private readonly exports: CampaignExports,
    @Inject(AUDIT_READER) private readonly trail: AuditReader,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  @Get('campaigns/export.csv')
  @ApiOperation({ summary: 'Campaigns of all owners as CSV, with the filters of the list' })
  @CsvAnswer('One line for each campaign.')
  async campaigns(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Query() { bom, sep, userId, sort, ...filters }: CampaignExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const query = campaignQuery('anyOwner', filters, userId === undefined ? undefined : ownerId(userId));
    await this.note('campaigns', { ...filters, userId }, actor, requestId);
    await sendCsv(response, this.exports.campaignFile(query, sort ?? '-createdAt'), { bom, sep });
  }

  @Get('targets/export.csv')
  @ApiOperation({
    summary:
      'Targets as CSV: the filters are those of the campaigns, `status` is the target’s; phones in full for admins',
  })
  @CsvAnswer('One line for each target.')
  async targets(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Query() { bom, sep, userId, status, ...filters }: TargetExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const isNarrowed = userId !== undefined || Object.values(filters).some((value) => value !== undefined);
    const campaigns = isNarrowed
      ? campaignQuery('anyOwner', filters, userId === undefined ? undefined : ownerId(userId))
      : null;
    await this.note('targets', { ...filters, userId, status }, actor, requestId);
    const file = this.exports.targetFile({
      campaigns,
      statuses: status ? [status] : null,
      withPhones: actor.role === 'admin',
    });
    await sendCsv(response, file, { bom, sep });
  }

  @Get('audit/export.csv')
  @ApiOperation({ summary: 'The audit log as CSV, newest first, with the filters of the list' })
  @CsvAnswer('One line for each entry.')
  async entries(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Query() { bom, sep, userId, from, to, ...filters }: AuditExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    await this.note('audit', { ...filters, userId, from, to }, actor, requestId);
    const batches = this.trail.batches({ ...filters, ownerId: userId, ...dayRange(from, to) });
    const file: CsvFile<AuditLine> = { name: 'audit', columns: auditColumns, batches };
    await sendCsv(response, file, { bom, sep });
  }

  private async note(
    what: string,
    filters: Readonly<Record<string, unknown>>,
    { id, email, role }: Actor,
    requestId: string,
  ): Promise<void> {
    const asked = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
    const entry: AuditEntry = {
      actor: { id, email, role },
      action: `${what}.export`,
      entity: { type: 'export', id: what, name: null },
      after: asked,
      requestId,
    };
    await this.audit.append(entry);
  }
}

const json = (value: unknown): string => (value === null || value === undefined ? '' : JSON.stringify(value));

const auditColumns: CsvFile<AuditLine>['columns'] = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  actorId: ({ actor }) => actor.id,
  actorEmail: ({ actor }) => actor.email,
  actorRole: ({ actor }) => actor.role,
  onBehalfOf: ({ onBehalfOf }) => onBehalfOf,
  action: ({ action }) => action,
  entityType: ({ entity }) => entity.type,
  entityId: ({ entity }) => entity.id,
  entityName: ({ entity }) => entity.name,
  ownerId: (line) => line.ownerId,
  reason: ({ reason }) => reason,
  before: ({ before }) => json(before),
  after: ({ after }) => json(after),
  requestId: ({ requestId }) => requestId,
};
