import { type CampaignView } from '@relance/console-data-access';
import { type ProgressPart } from '@relance/console-ui';
import { type I18n } from '../../i18n/use-i18n.tsx';

/**
 * Everyone enrolled, in ledger order: done, converted, waiting, uncertain, left by reason. The parts add up to
 * `enrolled`; an API that reports exits without reasons still adds up through the rest part.
 */
export function progressParts(
  { counts, dayFunnel }: CampaignView,
  { t, word }: Pick<I18n, 't' | 'word'>,
): ProgressPart[] {
  const exits = Object.entries(counts.exitedBy).filter(([reason]) => reason !== 'completed_7days' && reason !== 'paid');
  const named = exits.reduce((sum, [, value]) => sum + (value ?? 0), 0);
  const parts: ProgressPart[] = [
    { id: 'completed', label: t('progress.sent'), value: counts.completed, tone: 'purple' },
    { id: 'converted', label: t('progress.converted'), value: counts.converted, tone: 'green' },
    {
      id: 'waiting',
      label: t('progress.waiting'),
      value: counts.active + counts.sending,
      tone: 'blue',
      pale: true,
      done: doneOf(dayFunnel),
    },
    { id: 'unknown', label: t('progress.unknown'), value: counts.unknown, tone: 'amber', hatched: true },
    ...exits.map(([reason, value]): ProgressPart => ({
      id: reason,
      label: t('progress.exitedBy', { reason: word('exit', reason) }),
      value: value ?? 0,
      tone: reason === 'opted_out' || reason === 'delivery_exhausted' ? 'red' : 'neutral',
    })),
    { id: 'left', label: t('progress.exited'), value: Math.max(0, counts.exited - named), tone: 'neutral' },
  ];
  return parts.filter((part) => part.value > 0);
}

/** How far those who wait have come: who waits for day 3 got two messages of seven. */
function doneOf(dayFunnel: readonly number[]): number {
  const people = dayFunnel.reduce((sum, count) => sum + count, 0);
  const got = dayFunnel.reduce((sum, count, index) => sum + count * index, 0);
  return people === 0 ? 0 : got / (people * 7);
}

/** The campaign's name; the continuous one, which nobody named, has one in each language. */
export function campaignName({ type, name }: Pick<CampaignView, 'type' | 'name'>, { t }: Pick<I18n, 't'>): string {
  return type === 'default' ? t('campaigns.default') : name;
}

/** The bar in one sentence, for readers and for hovering. */
export function progressSentence(campaign: CampaignView, parts: ProgressPart[], { t }: Pick<I18n, 't'>): string {
  if (parts.length === 0) return t('progress.nobody');
  const said = parts.map((part) => t('progress.part', { label: part.label, value: part.value })).join(', ');
  if (campaign.type === 'default') return said;
  return t('progress.summary', { percent: campaign.progress, parts: said });
}

/** Messages that reached the phone: those read were delivered first. */
export function reached({ delivered, read }: CampaignView['messages']): number {
  return delivered + read;
}

/** People who still wait for a message. */
export function waiting({ counts }: CampaignView): number {
  return counts.active + counts.sending + counts.unknown;
}

/** The earliest day somebody waits for; 1 when nobody does. */
export function firstWaitingDay({ dayFunnel }: CampaignView): number {
  const index = dayFunnel.findIndex((people) => people > 0);
  return index === -1 ? 1 : index + 1;
}

/** Why a campaign is in its state, in words; a person's own note wins over the code. */
export function reasonInWords({ status, statusReason }: CampaignView, { word }: Pick<I18n, 'word'>): string | null {
  if (!statusReason) return null;
  if (status === 'scheduled' && !statusReason.note) return null; // its date says all
  return statusReason.note || word('why', statusReason.code);
}

export function ownerName(campaign: Pick<CampaignView, 'owner' | 'ownerId'>): string {
  return campaign.owner?.name || campaign.owner?.email || campaign.ownerId;
}

/** How many of the messages that were sent arrived; where none was, there is no such figure. */
export function successInWords(
  { messages, successRate }: Pick<CampaignView, 'messages' | 'successRate'>,
  { t, percent }: Pick<I18n, 't' | 'percent'>,
): string {
  return messages.sent > 0 ? percent(successRate) : t('common.none');
}
