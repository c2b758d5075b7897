import {
  campaignActions,
  campaignReasonCodes,
  campaignStatuses,
  type CampaignStatus,
  campaignTypes,
  type ExitReason,
} from '@relance/campaigns-domain';
import { ApiProperty } from '@nestjs/swagger';
import { TextsView } from '../templates/template.view.ts';
import { FilterBody } from './filter.dto.ts';

const whole = { type: 'integer' as const };
const instant = { type: String, format: 'date-time', nullable: true } as const;

export class OwnerView {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
}

export class SentencesView {
  @ApiProperty() fr!: string;
  @ApiProperty() en!: string;
}

export class RestrictionView {
  @ApiProperty({
    enum: ['session_restricted', 'new_chats_restricted'],
    description: 'Whether all messages wait, or only those to people who never wrote to the owner.',
  })
  code!: 'session_restricted' | 'new_chats_restricted';
  @ApiProperty({ type: SentencesView }) reason!: SentencesView;
  @ApiProperty({ ...instant, description: 'When it ends; null when no end is known.' }) until!: string | null;
}

export class StatusReasonView {
  @ApiProperty({ enum: campaignReasonCodes }) code!: string;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty({ description: "A person's id, or `system`." }) by!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({
    type: () => ExcludedView,
    nullable: true,
    description: 'With code nobody_to_enrol: why the people who matched were left out.',
  })
  excluded!: ExcludedView | null;
}

export class CustomMessageView {
  @ApiProperty(whole) dayNumber!: number;
  @ApiProperty({ type: TextsView }) messageTemplate!: TextsView;
  @ApiProperty({ type: [String] }) mediaIds!: string[];
}

/** Each reason of the domain; one that is missing here does not compile. */
export class ExitedByView implements Record<ExitReason, number> {
  @ApiProperty(whole) completed_7days!: number;
  @ApiProperty(whole) manual!: number;
  @ApiProperty(whole) referrer_inactive!: number;
  @ApiProperty(whole) opted_out!: number;
  @ApiProperty(whole) invalid_contact!: number;
  @ApiProperty(whole) delivery_exhausted!: number;
  @ApiProperty(whole) paid!: number;
  @ApiProperty(whole) duplicate_contact!: number;
  @ApiProperty(whole) replied!: number;
}

export class CountsView {
  @ApiProperty({ ...whole, description: 'active + sending + unknown + completed + converted + exited' })
  enrolled!: number;
  @ApiProperty(whole) active!: number;
  @ApiProperty(whole) sending!: number;
  @ApiProperty(whole) unknown!: number;
  @ApiProperty(whole) completed!: number;
  @ApiProperty(whole) converted!: number;
  @ApiProperty(whole) exited!: number;
  @ApiProperty({ type: ExitedByView, description: '`exited` by reason.' }) exitedBy!: ExitedByView;
}

export class MessagesView {
  @ApiProperty({ ...whole, description: 'pending + delivered + read + refused' }) sent!: number;
  @ApiProperty(whole) pending!: number;
  @ApiProperty(whole) delivered!: number;
  @ApiProperty(whole) read!: number;
  @ApiProperty({ ...whole, description: 'Messages that were never sent; not part of sent.' }) failed!: number;
  @ApiProperty(whole) refused!: number;
}

/** What a campaign's numbers say; the same keys wherever numbers are shown. */
export class CampaignNumbersView {
  @ApiProperty({ type: CountsView }) counts!: CountsView;
  @ApiProperty({ type: MessagesView }) messages!: MessagesView;
  @ApiProperty({ description: '(delivered + read) / sent, per cent.' }) successRate!: number;
  @ApiProperty({ description: 'converted / enrolled, per cent.' }) conversionRate!: number;
  @ApiProperty({ type: [Number], description: 'Live targets by the day to be sent next.' }) dayFunnel!: number[];
}

export class CampaignView extends CampaignNumbersView {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) description!: string | null;
  @ApiProperty() ownerId!: string;
  @ApiProperty({ type: OwnerView }) owner!: OwnerView;
  @ApiProperty({ enum: campaignTypes }) type!: 'default' | 'filtered';
  @ApiProperty({ enum: campaignStatuses }) status!: (typeof campaignStatuses)[number];
  @ApiProperty({ type: StatusReasonView, nullable: true }) statusReason!: StatusReasonView | null;
  @ApiProperty({
    type: RestrictionView,
    nullable: true,
    description: 'What WhatsApp forbids the owner while this campaign is active; null when it forbids nothing.',
  })
  restriction!: RestrictionView | null;
  @ApiProperty({ type: FilterBody, nullable: true }) targetFilter!: FilterBody | null;
  @ApiProperty({ type: [CustomMessageView] }) customMessages!: CustomMessageView[];
  @ApiProperty({ enum: ['frozen', 'dynamic'] }) audienceMode!: 'frozen' | 'dynamic';
  @ApiProperty({ description: 'Any reply of a person ends their sequence.' }) stopOnReply!: boolean;
  @ApiProperty(instant) scheduledStartDate!: string | null;
  @ApiProperty({ type: String, nullable: true }) runAfterCampaignId!: string | null;
  @ApiProperty(instant) startedAt!: string | null;
  @ApiProperty(instant) pausedAt!: string | null;
  @ApiProperty(instant) completedAt!: string | null;
  @ApiProperty(instant) cancelledAt!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
  @ApiProperty(whole) maxMessagesPerDay!: number;
  @ApiProperty(whole) priority!: number;
  @ApiProperty({ description: '0–100; 100 when completed.' }) progress!: number;
  @ApiProperty(instant) estimatedEndAt!: string | null;
  @ApiProperty({ enum: campaignActions, isArray: true }) nextActions!: (typeof campaignActions)[number][];
  @ApiProperty({ ...whole, description: 'Rises at every change; orders views.' }) rev!: number;
}

export class StoppedAnswer {
  @ApiProperty({ type: CampaignView }) campaign!: CampaignView;
  @ApiProperty({ ...whole, description: 'Messages on their way at this moment; no further ones follow.' })
  inFlight!: number;
}

export class CampaignRemoved {
  @ApiProperty() id!: string;
  @ApiProperty(whole) targetsDeleted!: number;
}

export class DayStatisticsView {
  @ApiProperty(whole) day!: number;
  @ApiProperty(whole) sent!: number;
  @ApiProperty(whole) delivered!: number;
  @ApiProperty(whole) read!: number;
  @ApiProperty(whole) failed!: number;
}

export class HourStatisticsView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty(whole) sent!: number;
  @ApiProperty(whole) delivered!: number;
  @ApiProperty(whole) read!: number;
  @ApiProperty(whole) failed!: number;
}

export class CampaignStatsView extends CampaignNumbersView {
  @ApiProperty({ type: [DayStatisticsView] }) perDay!: DayStatisticsView[];
  @ApiProperty({ type: [HourStatisticsView] }) hourly!: HourStatisticsView[];
}

export class DefaultStatsView extends CampaignStatsView {
  @ApiProperty({ type: String, nullable: true, description: 'Null until the owner has settings.' }) id!: string | null;
  @ApiProperty({ enum: ['manual', 'campaign'], nullable: true }) pauseSource!: 'manual' | 'campaign' | null;
}

/** Each status of the domain; one that is missing here does not compile. */
export class CampaignsByStatusView implements Record<CampaignStatus, number> {
  @ApiProperty(whole) draft!: number;
  @ApiProperty(whole) scheduled!: number;
  @ApiProperty(whole) active!: number;
  @ApiProperty(whole) paused!: number;
  @ApiProperty(whole) completed!: number;
  @ApiProperty(whole) cancelled!: number;
}

export class OwnCampaignsStatsView {
  @ApiProperty(whole) total!: number;
  @ApiProperty({ type: CampaignsByStatusView }) byStatus!: CampaignsByStatusView;
}

export class ForecastDayView {
  @ApiProperty({ example: '2026-03-02', description: "A calendar day in the owner's zone." }) date!: string;
  @ApiProperty(whole) messages!: number;
}

export class ForecastView {
  @ApiProperty(instant) estimatedEndAt!: string | null;
  @ApiProperty({ ...whole, description: 'Messages still to be sent if nobody leaves early.' })
  remainingMessages!: number;
  @ApiProperty({ type: [ForecastDayView] }) perDay!: ForecastDayView[];
}

export class SampleView {
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ example: '+237…12' }) phoneMasked!: string;
  @ApiProperty({ type: String, nullable: true }) country!: string | null;
  @ApiProperty({ enum: ['fr', 'en'], nullable: true }) language!: 'fr' | 'en' | null;
}

export class ExcludedView {
  @ApiProperty(whole) optedOut!: number;
  @ApiProperty(whole) inLiveSequence!: number;
  @ApiProperty(whole) invalidPhone!: number;
  @ApiProperty(whole) notOnWhatsApp!: number;
  @ApiProperty(whole) alreadyConverted!: number;
}

export class PreviewAnswer {
  @ApiProperty({ ...whole, description: 'The same as toEnrol.' }) totalCount!: number;
  @ApiProperty({ ...whole, description: 'toEnrol + the sum of excluded.' }) matched!: number;
  @ApiProperty(whole) toEnrol!: number;
  @ApiProperty({ type: ExcludedView }) excluded!: ExcludedView;
  @ApiProperty(whole) limit!: number;
  @ApiProperty() overLimit!: boolean;
  @ApiProperty({
    description: 'Above 5,000 matched people: `matched` is counted, `toEnrol` and `excluded` are judged by a sample.',
  })
  estimated!: boolean;
  @ApiProperty({ type: [SampleView] }) samples!: SampleView[];
}
