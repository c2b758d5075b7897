'use client';

import { useQuery } from '@tanstack/react-query';
import {
  type ContactAct,
  type ContactView,
  ownQueries,
  useContactAct,
  useRemoveContact,
  useRevealPhone,
} from '@relance/console-data-access';
import { Button, Drawer, Facts, Section, Skeleton, Tag } from '@relance/console-ui';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { Time } from '../../format/time.tsx';
import { type MessageKey } from '../../i18n/translate.ts';
import { type I18n, useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { useAction } from '../shared/use-action.ts';
import { useMayChange } from '../shared/use-may-change.ts';
import { ContactForm } from './contact-form.tsx';
import { ContactHistory } from './contact-history.tsx';
import { ContactState, hasState, masked } from './contact-state.tsx';

type Act = ContactAct | 'delete';

/** One person: what is known, what was sent, and what can be done. */
export function ContactDrawer({ id, closeHref }: { id: string; closeHref: string }) {
  const i18n = useI18n();
  const { t, word } = i18n;
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
        <div className="pt-3">
          <Section title={t('detail.facts')}>
            <Facts items={factsOf(contact, i18n)} />
          </Section>
          {Object.keys(contact.attributes).length > 0 ? (
            <Section title={t('contacts.attributes')}>
              <Facts
                items={Object.entries(contact.attributes as Record<string, string>).map(([name, value]) => ({
                  label: word('variable', name),
                  value,
                }))}
              />
            </Section>
          ) : null}
          <ContactHistory id={id} />
        </div>
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
    ['contacts.gender', contact.gender && t(`contacts.${contact.gender}`)],
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

/** Acts whose reason the API asks for. */
const reasoned: ReadonlySet<Act> = new Set(['opt-in', 'erase']);

function ActDialog({ id, act, onClose, onDone }: { id: string; act: Act; onClose: () => void; onDone: () => void }) {
  const { t } = useI18n();
  const { mutateAsync: send } = useContactAct();
  const { mutateAsync: remove } = useRemoveContact();
  const confirm = async (reason: string): Promise<void> => {
    await (act === 'delete' ? remove(id) : send({ id, act, reason: reason || undefined }));
    toast(t(`contacts.did.${act}` as MessageKey));
    onDone();
  };
  return (
    <ConfirmDialog
      title={t(`contacts.ask.${act}` as MessageKey)}
      what={t(`contacts.ask.${act}What` as MessageKey)}
      action={t(act === 'delete' ? 'action.delete' : (`contacts.do.${act}` as MessageKey))}
      danger={act === 'erase' || act === 'delete'}
      reason={reasoned.has(act) ? 'required' : 'none'}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
