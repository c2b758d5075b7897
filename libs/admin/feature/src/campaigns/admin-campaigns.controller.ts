import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CampaignReader,
  CampaignStatsView,
  CampaignView,
  DeliveryView,
  TargetListQuery,
  TargetReader,
  TargetView,
} from '@relance/campaigns-management';
import { IntegrityRecount } from '@relance/campaigns-sending';
import { type CampaignId, documentId, ownerId } from '@relance/kernel';
import { ApiEnvelope, ApiPage, ApiProblems, Audience, IdParam, type Page, PageQuery } from '@relance/platform';
import { AuditEntryView } from '../audit/audit.dto.ts';
import { ReadAudit } from '../audit/read-audit.ts';
import { AdminCampaignListQuery, AllCampaignsStatsView } from './admin-campaigns.dto.ts';

const campaignId = (id: string): CampaignId => documentId<'CampaignId'>(id);

/** All campaigns of all owners, for looking. */
@ApiTags('Admin campaigns')
@ApiBearerAuth()
@Audience('support')
@ApiProblems(400, 401, 403)
@Controller('admin/campaigns')
export class AdminCampaignsController {
  constructor(
    private readonly campaigns: CampaignReader,
    private readonly targets: TargetReader,
    private readonly audit: ReadAudit,
    private readonly integrity: IntegrityRecount,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Campaigns of all owners, newest first' })
  @ApiPage('campaigns', CampaignView)
  list(@Query() { userId, ...query }: AdminCampaignListQuery): Promise<Page<'campaigns', CampaignView>> {
    return this.campaigns.list(query, 'anyOwner', userId === undefined ? undefined : ownerId(userId));
  }

  @Get('stats')
  @ApiOperation({ summary: 'Totals by status and type, messages, success and conversions over all owners' })
  @ApiEnvelope(AllCampaignsStatsView)
  async stats(): Promise<AllCampaignsStatsView> {
    const [stats, report] = await Promise.all([this.campaigns.stats(), this.integrity.latest()]);
    return {
      ...stats,
      integrity: { ok: (report?.differences ?? 0) === 0, checkedAt: report?.checkedAt.toISOString() ?? null },
    };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One campaign' })
  @ApiEnvelope(CampaignView)
  @ApiProblems(404)
  read(@IdParam() id: string): Promise<CampaignView> {
    return this.campaigns.get(campaignId(id), 'anyOwner');
  }

  @Get(':id/stats')
  @ApiOperation({ summary: 'Numbers by status, by day of the sequence and by the hour of the last week' })
  @ApiEnvelope(CampaignStatsView)
  @ApiProblems(404)
  campaignStats(@IdParam() id: string): Promise<CampaignStatsView> {
    return this.campaigns.campaignStats(campaignId(id), 'anyOwner');
  }

  @Get(':id/targets')
  @ApiOperation({ summary: 'Targets of a campaign' })
  @ApiPage('targets', TargetView)
  @ApiProblems(404)
  ofCampaign(@IdParam() id: string, @Query() query: TargetListQuery): Promise<Page<'targets', TargetView>> {
    return this.targets.ofCampaign(campaignId(id), 'anyOwner', query);
  }

  @Get(':id/deliveries')
  @ApiOperation({ summary: 'Deliveries of a campaign, newest first' })
  @ApiPage('deliveries', DeliveryView)
  @ApiProblems(404)
  deliveries(@IdParam() id: string, @Query() query: PageQuery): Promise<Page<'deliveries', DeliveryView>> {
    return this.targets.deliveriesOf(campaignId(id), 'anyOwner', query);
  }

  @Get(':id/audit')
  @ApiOperation({ summary: 'What was done to a campaign, newest first' })
  @ApiPage('entries', AuditEntryView)
  @ApiProblems(404)
  async audited(@IdParam() id: string, @Query() query: PageQuery): Promise<Page<'entries', AuditEntryView>> {
    // Also for a campaign that was deleted: its history is kept. One that never was is 404.
    const found = await this.audit.page({ entityType: 'campaign', entityId: id }, query);
    if (found.total === 0) await this.campaigns.get(campaignId(id), 'anyOwner');
    return found;
  }
}
