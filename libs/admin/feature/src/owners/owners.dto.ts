import { ApiProperty, PickType } from '@nestjs/swagger';
import { CampaignView, SettingsView } from '@relance/campaigns-management';
import { SessionView } from '@relance/whatsapp-session-feature';
import { AdminSessionListQuery } from '../sessions/admin-sessions.dto.ts';

/** Of the list of sessions: the same search and states. */
export class OwnerListQuery extends PickType(AdminSessionListQuery, [
  'page',
  'cursor',
  'limit',
  'sort',
  'state',
  'q',
] as const) {}

export class OwnerCampaignsView {
  @ApiProperty({ type: 'integer' }) active!: number;
  @ApiProperty({ type: 'integer' }) total!: number;
}

/** A member with their phone and what they have. */
export class OwnerProfileView {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ type: SessionView }) session!: SessionView;
  @ApiProperty({ type: OwnerCampaignsView }) campaigns!: OwnerCampaignsView;
  @ApiProperty({ type: 'integer', description: 'Without archived ones.' }) contacts!: number;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the owner last called the API, to within some minutes.',
  })
  lastSeenAt!: string | null;
}

export class OwnerDetailView extends OwnerProfileView {
  @ApiProperty({ type: SettingsView }) settings!: SettingsView;
  @ApiProperty({ type: [CampaignView], description: 'The five newest.' }) lastCampaigns!: CampaignView[];
}
