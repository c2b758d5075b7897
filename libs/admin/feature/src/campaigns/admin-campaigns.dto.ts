import { OwnerIdField } from '@relance/platform';
import { ApiProperty } from '@nestjs/swagger';
import { CampaignListQuery, CampaignsByStatusView, CountsView, MessagesView } from '@relance/campaigns-management';

const whole = { type: 'integer' } as const;

export class AdminCampaignListQuery extends CampaignListQuery {
  @OwnerIdField("Only this owner's campaigns.") userId?: string;
}

export class CampaignsByTypeView {
  @ApiProperty(whole) default!: number;
  @ApiProperty(whole) filtered!: number;
}

export class IntegrityFlagView {
  @ApiProperty({ description: 'Counters and a recount say the same.' }) ok!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null before the first recount.' })
  checkedAt!: string | null;
}

export class AllCampaignsStatsView {
  @ApiProperty(whole) total!: number;
  @ApiProperty({ type: CampaignsByStatusView }) byStatus!: CampaignsByStatusView;
  @ApiProperty({ type: CampaignsByTypeView }) byType!: CampaignsByTypeView;
  @ApiProperty({ type: CountsView }) targets!: CountsView;
  @ApiProperty({ type: MessagesView }) messages!: MessagesView;
  @ApiProperty({ description: '0–100, one decimal; 0 when nothing was sent.' }) successRate!: number;
  @ApiProperty(whole) conversions!: number;
  @ApiProperty({ type: IntegrityFlagView }) integrity!: IntegrityFlagView;
}

export class IntegrityDifferenceView {
  @ApiProperty({ type: String, nullable: true, description: 'Null: a number of all campaigns together.' })
  campaignId!: string | null;
  @ApiProperty({ example: 'counts.active' }) counter!: string;
  @ApiProperty() stored!: number;
  @ApiProperty() counted!: number;
}

export class IntegrityView {
  @ApiProperty(whole) differences!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null before the first recount.' })
  checkedAt!: string | null;
  @ApiProperty({ type: [IntegrityDifferenceView] }) items!: IntegrityDifferenceView[];
}
