import { type Campaign, type CampaignEdit } from '@relance/campaigns-domain';
import { asItIs, changesOf, type FieldChanges, maskText, type ShownFields } from '@relance/kernel';
import { scrub } from '@relance/platform';

type EditedFields = Required<Omit<CampaignEdit, 'status' | 'statusReason'>>;

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** How the audit writes down what is edited of a campaign: of texts their lengths, of the description its beginning. */
const shownFields = {
  name: asItIs,
  description: maskText,
  targetFilter: (filter) => scrub(filter),
  audienceMode: asItIs,
  stopOnReply: asItIs,
  customMessages: (messages) =>
    messages.map(({ dayNumber, messageTemplate: { fr, en }, mediaIds }) => ({
      day: dayNumber,
      media: mediaIds.length,
      charactersFr: fr.length,
      charactersEn: en?.length ?? null,
    })),
  maxMessagesPerDay: asItIs,
  priority: asItIs,
  scheduledStartDate: instant,
  runAfterCampaignId: asItIs,
} satisfies Required<ShownFields<EditedFields>>;

/** The fields that an edit moved, as they were and as they are; the status is told beside them. */
export const campaignChanges = (before: Campaign, after: Campaign): FieldChanges =>
  changesOf<EditedFields>(before, after, shownFields);
