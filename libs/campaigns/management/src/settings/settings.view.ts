import { type OwnerSettings, pacingProfiles, type SendWindow } from '@relance/campaigns-domain';
import { ApiProperty } from '@nestjs/swagger';

export class SendWindowView {
  @ApiProperty({ type: [Number], description: 'ISO weekdays, 1 = Monday.', example: [1, 2, 3, 4, 5] })
  days!: number[];
  @ApiProperty({ example: '08:00' }) from!: string;
  @ApiProperty({ example: '20:00', description: 'At or before `from`: reaches into the next day.' }) to!: string;
}

/** An owner's switches, limits and policy. */
export class SettingsView {
  @ApiProperty() enabled!: boolean;
  @ApiProperty() enrollmentPaused!: boolean;
  @ApiProperty() sendingPaused!: boolean;
  @ApiProperty() defaultCampaignPaused!: boolean;
  @ApiProperty() allowSimultaneousCampaigns!: boolean;
  @ApiProperty({ type: 'integer' }) maxMessagesPerDay!: number;
  @ApiProperty({ type: 'integer' }) maxTargetsPerCampaign!: number;
  @ApiProperty({ example: 'Africa/Douala' }) timeZone!: string;
  @ApiProperty({ type: String, nullable: true, example: 'CM' }) defaultCountry!: string | null;
  @ApiProperty({ type: 'integer' }) coldContactsPerDay!: number;
  @ApiProperty({ type: [Number], example: [20, 50, 100] }) warmUp!: number[];
  @ApiProperty({ type: [SendWindowView] }) sendWindows!: SendWindowView[];
  @ApiProperty({ enum: pacingProfiles }) pacingProfile!: 'safe' | 'fast' | 'test';
  @ApiProperty({ enum: ['fr', 'en'] }) language!: 'fr' | 'en';
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) linkedNumberSince!: string | null;
  @ApiProperty() autoResumeAfterRelink!: boolean;
}

const windowView = ({ days, from, to }: SendWindow): SendWindowView => ({ days: [...days], from, to });

/** The settings as clients see them. */
export function settingsView(settings: OwnerSettings): SettingsView {
  return {
    enabled: settings.enabled,
    enrollmentPaused: settings.enrollmentPaused,
    sendingPaused: settings.sendingPaused,
    defaultCampaignPaused: settings.defaultCampaignPaused,
    allowSimultaneousCampaigns: settings.allowSimultaneousCampaigns,
    maxMessagesPerDay: settings.maxMessagesPerDay,
    maxTargetsPerCampaign: settings.maxTargetsPerCampaign,
    timeZone: settings.timeZone,
    defaultCountry: settings.defaultCountry,
    coldContactsPerDay: settings.coldContactsPerDay,
    warmUp: [...settings.warmUp],
    sendWindows: settings.sendWindows.map(windowView),
    pacingProfile: settings.pacingProfile,
    language: settings.language,
    linkedNumberSince: settings.linkedNumberSince?.toISOString() ?? null,
    autoResumeAfterRelink: settings.autoResumeAfterRelink,
  };
}
