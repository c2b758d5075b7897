'use client';

import { useQuery } from '@tanstack/react-query';
import { type CampaignView, type ContactDataView, ownQueries } from '@relance/console-data-access';
import { Button, Section, Skeleton, Tag } from '@relance/console-ui';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { campaignName } from '../campaigns/campaign-parts.ts';
import { Failure } from '../frame/failure.tsx';

type KeptTarget = ContactDataView['targets'][number];

/** What became of each day, by its last attempt; attempts come newest first. */
function daysOf({ deliveries }: KeptTarget): { day: number; state: string }[] {
  const byDay = new Map<number, string>();
  for (const { day, state } of deliveries) if (!byDay.has(day)) byDay.set(day, state === 'sending' ? 'pending' : state);
  return [...byDay].map(([day, state]) => ({ day, state })).sort((a, b) => a.day - b.day);
}

/** What was sent to this person, campaign by campaign, and the whole of it to take away. */
export function ContactHistory({ id }: { id: string }) {
  const { t, word } = useI18n();
  const query = useQuery(ownQueries.contactData(id));
  const campaigns = useQuery(ownQueries.campaigns(null)).data?.campaigns ?? [];
  const targets = query.data?.targets ?? [];
  const others = query.data?.samePerson ?? [];
  const download = () => {
    const url = URL.createObjectURL(new Blob([JSON.stringify(query.data, null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `contact-${id}.json`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Section title={t('contacts.history')}>
      {query.isPending ? (
        <Skeleton className="h-16 w-full" />
      ) : !query.data ? (
        <Failure what={t('events.what')} query={query} />
      ) : (
        <div className="flex flex-col gap-3">
          {others.length > 0 ? <SamePerson others={others} /> : null}
          {targets.length === 0 ? <p className="text-table text-muted">{t('contacts.noHistory')}</p> : null}
          <ul className="flex flex-col gap-2 text-table">
            {targets.map((target, index) => (
              <li key={index} className="flex flex-col gap-0.5">
                <span className="flex justify-between gap-3">
                  <CampaignOf campaign={campaigns.find((known) => known.id === target.campaignId)} />
                  <span className="text-muted">{word('target', target.status)}</span>
                </span>
                <span className="text-muted">
                  {daysOf(target)
                    .map(({ day, state }) => t('contacts.dayIs', { day, state: word('dayState', state) }))
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
          <Button size="small" className="self-start" onClick={download}>
            {t('contacts.download')}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** WhatsApp calls them one account: in a sequence is the person, by whichever contact. */
function SamePerson({ others }: { others: ContactDataView['samePerson'] }) {
  const { t } = useI18n();
  const params = useSearchParams();
  const hrefOf = (id: string): string => {
    const next = new URLSearchParams(params);
    next.set('open', id);
    return `?${next.toString()}`;
  };
  return (
    <div className="flex flex-col gap-1 text-table">
      <p>{t('contacts.samePerson')}</p>
      <ul className="flex flex-col gap-1">
        {others.map(({ id, name, phoneMasked, inLiveSequence }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-2">
            <Link href={hrefOf(id)} scroll={false} className="font-medium hover:underline">
              <bdi>{name ?? t('targets.unnamed')}</bdi>
            </Link>
            <span className="font-mono text-caption text-muted">{phoneMasked}</span>
            {inLiveSequence ? <Tag tone="blue">{t('contacts.inSequence')}</Tag> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function CampaignOf({ campaign }: { campaign: CampaignView | undefined }) {
  const { t } = useI18n();
  if (!campaign) return <span>{t('contacts.campaign')}</span>;
  return (
    <Link href={`/relance/campaigns/${campaign.id}`} className="min-w-0 truncate font-medium hover:underline">
      <bdi>{campaignName(campaign, { t })}</bdi>
    </Link>
  );
}
