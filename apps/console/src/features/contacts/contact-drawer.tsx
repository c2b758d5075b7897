'use client';

import { useQuery } from '@tanstack/react-query';
import {
  type CampaignView,
  type ContactAct,
  type ContactView,
  ownQueries,
  useContactAct,
  useRemoveContact,
  useRevealPhone,
} from '@relance/console-data-access';
import { Button, Dialog, Drawer, Facts, Field, Input, Section, Skeleton, Tag } from '@relance/console-ui';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Time } from '../../format/time.tsx';
import { type MessageKey } from '../../i18n/translate.ts';
import { type I18n, useI18n } from '../../i18n/use-i18n.tsx';
import { campaignName } from '../campaigns/campaign-parts.ts';
import { Failure } from '../frame/failure.tsx';
import { useAction } from '../shared/use-action.ts';
import { useMayChange } from '../shared/use-may-change.ts';
import { ContactForm } from './contact-form.tsx';
import { ContactState, hasState, masked } from './contact-state.tsx';

type Act = ContactAct | 'delete';

/** One person: what is known, what was sent, and what can be done. */
export function ContactDrawer({ id, closeHref }: { id: string; closeHref: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  const router = useRouter();
  const query = useQuery(ownQueries.contact(id));
  const mayChange = useMayChange();
  const [editing, setEditing] = useState(false);
  const [act, setAct] = useState<Act | null>(null);
  const close = () => router.push(closeHref, { scroll: false });
  const contact = query.data;
  return (
    <Drawer
      open
      onClose={close}
      title={contact ? (contact.name ?? t('targets.unnamed')) : t('contacts.one')}
      labels={{ close: t('action.close'), previous: t('detail.previous'), next: t('detail.next') }}
      summary={
        contact && hasState(contact) ? (
          <div className="flex">
            <ContactState contact={contact} />
          </div>
        ) : null
      }
      actions={
        contact && mayChange ? (
          <div className="flex flex-wrap gap-2">
            <Button size="small" intent="primary" onClick={() => setEditing(true)}>
              {t('action.edit')}
            </Button>
            {contact.convertedAt ? null : (
              <Button size="small" onClick={() => setAct('convert')}>
                {t('contacts.do.convert')}
              </Button>
            )}
            <Button size="small" onClick={() => setAct(contact.optedOut ? 'opt-in' : 'opt-out')}>
              {t(contact.optedOut ? 'contacts.do.opt-in' : 'contacts.do.opt-out')}
            </Button>
            <Button size="small" className="text-tone-red-text" onClick={() => setAct('delete')}>
              {t('action.delete')}
            </Button>
            <Button size="small" className="text-tone-red-text" onClick={() => setAct('erase')}>
              {t('contacts.do.erase')}
            </Button>
          </div>
        ) : null
      }
    >
      {contact ? (
        <>
          <Section title={t('detail.facts')}>
            <Facts items={factsOf(contact, i18n)} />
          </Section>
          {Object.keys(contact.attributes).length > 0 ? (
            <Section title={t('contacts.attributes')}>
              <Facts
                items={Object.entries(contact.attributes as Record<string, string>).map(([label, value]) => ({
                  label,
                  value,
                }))}
              />
            </Section>
          ) : null}
          <History id={id} />
        </>
      ) : query.isPending ? (
        <div role="status" aria-label={t('contacts.one')} className="flex flex-col gap-4 pt-6">
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-40 w-full" />
        </div>
      ) : (
        <div className="pt-6">
          <Failure what={t('contacts.one')} query={query} />
        </div>
      )}
      {editing && contact ? <ContactForm contact={contact} onClose={() => setEditing(false)} /> : null}
      {act ? (
        <ActDialog
          id={id}
          act={act}
          onClose={() => setAct(null)}
          onDone={() => (act === 'erase' || act === 'delete' ? close() : undefined)}
        />
      ) : null}
    </Drawer>
  );
}

function factsOf(
  contact: ContactView,
  { t, date, country, languageName }: I18n,
): { label: string; value: ReactNode }[] {
  const texts: [MessageKey, string | null][] = [
    ['contacts.email', contact.email],
    ['contacts.country', contact.country && country(contact.country)],
    ['contacts.language', contact.language && languageName(contact.language)],
    ['contacts.profession', contact.profession],
    ['contacts.birthDate', contact.birthDate && date(contact.birthDate)],
    ['contacts.referrer', contact.referrerName],
  ];
  return [
    { label: t('contacts.phone'), value: <Phone id={contact.id} phone={contact.phone} /> },
    ...texts.flatMap(([label, value]) => (value ? [{ label: t(label), value }] : [])),
    {
      label: t('contacts.tags'),
      value:
        contact.tags.length > 0 ? (
          <span className="flex flex-wrap gap-1">
            {contact.tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </span>
        ) : (
          t('common.none')
        ),
    },
    { label: t('contacts.added'), value: <Time at={contact.createdAt} exact /> },
    ...(contact.convertedAt
      ? [{ label: t('contacts.convertedYes'), value: <Time at={contact.convertedAt} exact /> }]
      : []),
  ];
}

/** Masked until somebody asks to see it, which the audit keeps. */
function Phone({ id, phone }: { id: string; phone: string }) {
  const { t } = useI18n();
  const mayReveal = useMayChange();
  const { data: shown, mutateAsync, isPending } = useRevealPhone();
  const reveal = useAction(mutateAsync, () => undefined);
  if (shown) return <span className="font-mono">{shown.phone}</span>;
  return (
    <span className="flex items-center gap-2">
      <span className="font-mono">{masked(phone)}</span>
      {mayReveal ? (
        <Button size="small" disabled={isPending} onClick={() => void reveal(id)}>
          {t('contacts.reveal')}
        </Button>
      ) : null}
    </span>
  );
}

type Kept = {
  targets?: {
    id?: string;
    campaignId?: string;
    status?: string;
    exitReason?: string | null;
    enrolledAt?: string;
    days?: { day: number; state: string; at: string }[];
    target?: Kept['targets'] extends (infer T)[] | undefined ? T : never;
  }[];
};

/** What was sent to this person, campaign by campaign, and the whole of it to take away. */
function History({ id }: { id: string }) {
  const { t, word } = useI18n();
  const query = useQuery(ownQueries.contactData(id));
  const campaigns = useQuery(ownQueries.campaigns(null)).data?.campaigns ?? [];
  const data = query.data as Kept | undefined;
  const targets = (data?.targets ?? []).map((each) => each.target ?? each);
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
          {targets.length === 0 ? <p className="text-table text-muted">{t('contacts.noHistory')}</p> : null}
          <ul className="flex flex-col gap-2 text-table">
            {targets.map((target, index) => (
              <li key={target.id ?? index} className="flex flex-col gap-0.5">
                <span className="flex justify-between gap-3">
                  <CampaignOf campaign={campaigns.find((known) => known.id === target.campaignId)} />
                  <span className="text-muted">{target.status ? word('target', target.status) : ''}</span>
                </span>
                <span className="text-muted">
                  {(target.days ?? [])
                    .map(({ day, state }) => `${t('detail.funnelDay', { day })}: ${word('dayState', state)}`)
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

function CampaignOf({ campaign }: { campaign: CampaignView | undefined }) {
  const { t } = useI18n();
  if (!campaign) return <span>{t('contacts.campaign')}</span>;
  return (
    <Link href={`/relance/campaigns/${campaign.id}`} className="min-w-0 truncate font-medium hover:underline">
      <bdi>{campaignName(campaign, { t })}</bdi>
    </Link>
  );
}

const needsReason: readonly Act[] = ['opt-in', 'erase'];

function ActDialog({ id, act, onClose, onDone }: { id: string; act: Act; onClose: () => void; onDone: () => void }) {
  const { t } = useI18n();
  const send = useContactAct();
  const remove = useRemoveContact();
  const [reason, setReason] = useState('');
  const confirm = useAction(
    () =>
      act === 'delete' ? remove.mutateAsync(id) : send.mutateAsync({ id, act, reason: reason.trim() || undefined }),
    () => {
      onClose();
      onDone();
      return t(`contacts.did.${act}` as MessageKey);
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`contacts.ask.${act}` as MessageKey)}
      description={<p>{t(`contacts.ask.${act}What` as MessageKey)}</p>}
      closeLabel={t('action.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            intent={act === 'erase' || act === 'delete' ? 'danger' : 'primary'}
            busy={send.isPending || remove.isPending}
            disabled={needsReason.includes(act) && reason.trim() === ''}
            onClick={() => void confirm()}
          >
            {t(act === 'delete' ? 'action.delete' : (`contacts.do.${act}` as MessageKey))}
          </Button>
        </>
      }
    >
      {needsReason.includes(act) ? (
        <div className="mt-4">
          <Field label={t('contacts.reason')}>
            {(field) => <Input {...field} value={reason} onChange={(event) => setReason(event.target.value)} />}
          </Field>
        </div>
      ) : null}
    </Dialog>
  );
}
