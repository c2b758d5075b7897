import { type TargetFilter } from '@relance/console-data-access';
import { cn, Tag } from '@relance/console-ui';
import { type I18n, useI18n } from '../../i18n/use-i18n.tsx';

/** An audience as short phrases; none of them means everyone. */
export function audiencePhrases(
  filter: TargetFilter,
  { t, list, date, country, languageName }: Pick<I18n, 't' | 'list' | 'date' | 'country' | 'languageName'>,
): string[] {
  const phrases: string[] = [];
  if (filter.countries?.length) phrases.push(t('audience.countries', { list: list(filter.countries.map(country)) }));
  if (filter.language && filter.language !== 'all') {
    phrases.push(t('audience.language', { list: languageName(filter.language) }));
  }
  if (filter.gender === 'male' || filter.gender === 'female' || filter.gender === 'other') {
    phrases.push(t(`audience.${filter.gender}`));
  }
  const { minAge, maxAge } = filter;
  if (minAge && maxAge) phrases.push(t('audience.age', { from: minAge, to: maxAge }));
  else if (minAge) phrases.push(t('audience.ageFrom', { from: minAge }));
  else if (maxAge) phrases.push(t('audience.ageTo', { to: maxAge }));
  if (filter.professions?.length) phrases.push(t('audience.professions', { list: list(filter.professions) }));
  if (filter.tags?.length) phrases.push(t('audience.tags', { list: list(filter.tags) }));
  if (filter.subscriptionStatus === 'subscribed') phrases.push(t('audience.subscribed'));
  if (filter.subscriptionStatus === 'non-subscribed') phrases.push(t('audience.nonSubscribed'));
  const { registrationDateFrom: from, registrationDateTo: to } = filter;
  if (from || to) {
    phrases.push(t('audience.registered', { from: from ? date(from) : '…', to: to ? date(to) : '…' }));
  }
  if (filter.excludeCurrentTargets) phrases.push(t('audience.excludeCurrent'));
  return phrases;
}

/** The audience as chips; with `letters` those that fit a line of about so many, the first in any case, and how many more. */
export function AudienceTags({ filter, letters = Infinity }: { filter: TargetFilter | null; letters?: number }) {
  const i18n = useI18n();
  const phrases = audiencePhrases(filter ?? {}, i18n);
  const shown = phrases.length > 0 ? thatFit(phrases, letters) : [i18n.t('audience.everyone')];
  const rest = phrases.slice(shown.length);
  const isWhole = letters === Infinity;
  return (
    <span className={cn('flex min-w-0 max-w-full gap-1', isWhole && 'flex-wrap')}>
      {shown.map((phrase) => (
        <Tag key={phrase} title={phrase} wraps={isWhole}>
          {phrase}
        </Tag>
      ))}
      {rest.length > 0 ? (
        <span className="shrink-0">
          <Tag title={rest.join('\n')}>+{rest.length}</Tag>
        </span>
      ) : null}
    </span>
  );
}

function thatFit(phrases: readonly string[], letters: number): readonly string[] {
  let left = letters;
  const end = phrases.findIndex((phrase) => (left -= phrase.length) < 0);
  return end === -1 ? phrases : phrases.slice(0, Math.max(1, end));
}
