import { type Campaign, conversionRate, type ExportedTarget, progressOf, successRate } from '@relance/campaigns-domain';
import { maskPhone } from '@relance/kernel';
import { type CsvCell } from '@relance/platform';

export type CampaignRow = {
  readonly campaign: Campaign;
  readonly owner: { readonly name: string | null; readonly email: string | null };
};
type Columns<Row> = Readonly<Record<string, (row: Row) => CsvCell>>;

const counts = ['enrolled', 'active', 'sending', 'unknown', 'completed', 'converted', 'exited'] as const;
const messages = ['sent', 'pending', 'delivered', 'read', 'failed', 'refused'] as const;

export const campaignColumns: Columns<CampaignRow> = {
  id: ({ campaign }) => campaign.id,
  name: ({ campaign }) => campaign.name,
  ownerId: ({ campaign }) => campaign.ownerId,
  ownerName: ({ owner }) => owner.name,
  ownerEmail: ({ owner }) => owner.email,
  type: ({ campaign }) => campaign.type,
  status: ({ campaign }) => campaign.status,
  statusReason: ({ campaign }) => campaign.statusReason?.code,
  createdAt: ({ campaign }) => campaign.createdAt,
  scheduledStartDate: ({ campaign }) => campaign.scheduledStartDate,
  startedAt: ({ campaign }) => campaign.startedAt,
  pausedAt: ({ campaign }) => campaign.pausedAt,
  completedAt: ({ campaign }) => campaign.completedAt,
  cancelledAt: ({ campaign }) => campaign.cancelledAt,
  ...Object.fromEntries(counts.map((name) => [name, ({ campaign }: CampaignRow) => campaign.counts[name]])),
  ...Object.fromEntries(messages.map((name) => [name, ({ campaign }: CampaignRow) => campaign.messages[name]])),
  successRate: ({ campaign }) => successRate(campaign.messages),
  conversionRate: ({ campaign }) => conversionRate(campaign.counts),
  progress: ({ campaign }) => progressOf(campaign),
};

const days = [1, 2, 3, 4, 5, 6, 7];

/** Phones in full only for those who may see them. */
export const targetColumns = ({ withPhones }: { readonly withPhones: boolean }): Columns<ExportedTarget> => ({
  id: ({ id }) => id,
  campaignId: ({ campaignId }) => campaignId,
  campaignName: ({ campaignName }) => campaignName,
  ownerId: (target) => target.ownerId,
  contactId: ({ contactId }) => contactId,
  contactName: ({ contact }) => contact?.name,
  phone: (target) => {
    const phone = target.contact?.phone ?? target.phone;
    return withPhones ? phone : maskPhone(phone);
  },
  country: ({ contact }) => contact?.country,
  language: ({ language }) => language,
  status: ({ status }) => status,
  exitReason: ({ exitReason }) => exitReason,
  currentDay: ({ currentDay }) => currentDay,
  dueAt: ({ dueAt }) => dueAt,
  enrolledAt: ({ enrolledAt }) => enrolledAt,
  exitedAt: ({ exitedAt }) => exitedAt,
  ...Object.fromEntries(
    days.flatMap((day) => [
      [`day${day}`, (target: ExportedTarget) => target.days.find((one) => one.day === day)?.state],
      [`day${day}At`, (target: ExportedTarget) => target.days.find((one) => one.day === day)?.at],
    ]),
  ),
  lastError: ({ lastError }) => lastError,
});
