'use client';

import { useQuery } from '@tanstack/react-query';
import { type ContactView, ownQueries, useTagContacts } from '@relance/console-data-access';
import {
  Button,
  type DataColumn,
  Dialog,
  EmptyState,
  Field,
  Input,
  PageHeader,
  Select,
  Tag,
  useTableSelection,
} from '@relance/console-ui';
import { Contact as ContactIcon, Download, Plus, SearchX, Tags, Upload } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useCallback, useState } from 'react';
import { toast } from 'sonner';
import { Time } from '../../format/time.tsx';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { DownloadButton } from '../shared/download-button.tsx';
import { DataList } from '../shared/data-list.tsx';
import { OwnerGate } from '../shared/owner-gate.tsx';
import { SearchField } from '../shared/search-field.tsx';
import { whenShown } from '../shared/when-shown.tsx';
import { ContactState, masked } from './contact-state.tsx';
import { useContactFilters } from './use-contact-filters.ts';

const ContactDrawer = whenShown(() => import('./contact-drawer.tsx').then((part) => part.ContactDrawer));
const ContactForm = whenShown(() => import('./contact-form.tsx').then((part) => part.ContactForm));

/** An owner's people: find, add, import, tag, and look at one. */
export function ContactsView() {
  const { t } = useI18n();
  return (
    <OwnerGate title={t('contacts.title')}>
      <Contacts />
    </OwnerGate>
  );
}

function Contacts() {
  const { t } = useI18n();
  const { filters, change, clear, on } = useContactFilters();
  const query = useQuery(ownQueries.contacts(filters));
  const selection = useTableSelection(query.data?.contacts.map(({ id }) => id) ?? []);
  const [form, setForm] = useState<'new' | null>(null);
  const [tagging, setTagging] = useState(false);
  const search = useCallback((q: string | null) => change({ q }), [change]);
  const params = useSearchParams();
  const open = params.get('open');
  const hrefOf = (id: string | null) => {
    const next = new URLSearchParams(params);
    if (id) next.set('open', id);
    else next.delete('open');
    return `?${next.toString()}`;
  };

  const columns: DataColumn<ContactView>[] = [
    {
      id: 'name',
      header: t('contacts.name'),
      sortKey: 'name',
      sortOrders: 'ascending',
      cell: (row) => (
        <Link
          href={hrefOf(row.id)}
          scroll={false}
          data-row-link
          className="block truncate font-medium hover:underline max-md:py-2"
        >
          <bdi>{row.name ?? t('targets.unnamed')}</bdi>
        </Link>
      ),
      title: (row) => row.name ?? undefined,
    },
    {
      id: 'phone',
      header: t('contacts.phone'),
      width: 'w-[110px]',
      cell: (row) => <span className="whitespace-nowrap font-mono text-caption">{masked(row.phone)}</span>,
    },
    {
      id: 'country',
      header: t('contacts.country'),
      width: 'w-[90px]',
      hideBelow: 'lg',
      cell: (row) => row.country ?? <span className="text-muted">{t('common.none')}</span>,
    },
    {
      id: 'tags',
      header: t('contacts.tags'),
      cell: (row) => (
        <span className="flex flex-wrap gap-1">
          {row.tags.slice(0, 3).map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
          {row.tags.length > 3 ? <Tag>+{row.tags.length - 3}</Tag> : null}
        </span>
      ),
    },
    {
      id: 'state',
      header: t('contacts.state'),
      width: 'w-[170px]',
      cell: (row) => <ContactState contact={row} />,
    },
    {
      id: 'created',
      header: t('contacts.added'),
      width: 'w-[196px]',
      hideBelow: 'xl',
      sortKey: 'createdAt',
      cell: (row) => <Time at={row.createdAt} />,
    },
  ];

  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t('contacts.title')}
        summary={query.data ? t('contacts.count', { count: query.data.total }) : null}
        live={<LiveStatus />}
        action={
          <>
            <DownloadButton path={exportPath(filters)} name="contacts.csv" aria-label={t('action.export')}>
              <Download aria-hidden strokeWidth={1.75} />
              <span className="max-md:sr-only">{t('action.export')}</span>
            </DownloadButton>
            <Button onClick={() => setForm('new')} aria-label={t('contacts.add')}>
              <Plus aria-hidden strokeWidth={1.75} />
              <span className="max-md:sr-only">{t('contacts.add')}</span>
            </Button>
            <Button intent="primary" asChild>
              <Link href="/relance/contacts/import">
                <Upload aria-hidden strokeWidth={1.75} />
                {t('contacts.import')}
              </Link>
            </Button>
          </>
        }
      />
      <section aria-label={t('filter.label')} className="grid grid-cols-2 items-end gap-2 md:flex md:flex-wrap">
        <div className="col-span-2 flex md:w-72">
          <SearchField
            value={filters.q}
            onSearch={search}
            label={t('contacts.search')}
            busy={query.isPlaceholderData}
          />
        </div>
        <FilterInput label={t('contacts.tag')} value={filters.tag} onChange={(tag) => change({ tag })} />
        <FilterInput
          label={t('contacts.country')}
          value={filters.country}
          max={2}
          onChange={(country) => change({ country: country?.toUpperCase() ?? null })}
        />
        <Select
          aria-label={t('contacts.language')}
          value={filters.language ?? ''}
          onChange={(event) => change({ language: event.target.value || null })}
          className="md:w-44"
        >
          <option value="">{t('contacts.anyLanguage')}</option>
          <option value="fr">Français</option>
          <option value="en">English</option>
        </Select>
        <Select
          aria-label={t('contacts.converted')}
          value={filters.converted ?? ''}
          onChange={(event) => change({ converted: event.target.value || null })}
          className="md:w-44"
        >
          <option value="">{t('contacts.anyConversion')}</option>
          <option value="true">{t('contacts.convertedYes')}</option>
          <option value="false">{t('contacts.convertedNo')}</option>
        </Select>
        <Select
          aria-label={t('contacts.replied')}
          value={filters.replied ?? ''}
          onChange={(event) => change({ replied: event.target.value || null })}
          className="md:w-44"
        >
          <option value="">{t('contacts.anyReply')}</option>
          <option value="true">{t('contacts.repliedYes')}</option>
          <option value="false">{t('contacts.repliedNo')}</option>
        </Select>
        {on > 0 ? <Button onClick={clear}>{t('filter.clear')}</Button> : null}
      </section>
      <DataList
        query={query}
        rowsOf={(answer) => answer.contacts}
        what={t('contacts.what')}
        name={t('contacts.title')}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.name ?? masked(row.phone)}
        sort={filters.sort ?? '-createdAt'}
        onSort={(sort) => change({ sort })}
        selection={selection}
        onPage={(page) => change({ page })}
        empty={
          on > 0 ? (
            <EmptyState
              icon={SearchX}
              title={t('contacts.noMatch')}
              reason={t('contacts.noMatchWhy')}
              action={<Button onClick={clear}>{t('filter.clear')}</Button>}
            />
          ) : (
            <EmptyState
              icon={ContactIcon}
              title={t('contacts.none')}
              reason={t('contacts.noneWhy')}
              action={
                <Button intent="primary" asChild>
                  <Link href="/relance/contacts/import">{t('contacts.import')}</Link>
                </Button>
              }
            />
          )
        }
      />
      {selection.ids.size > 0 ? (
        <div
          role="region"
          aria-label={t('contacts.chosen', { count: selection.ids.size })}
          className="fixed inset-x-4 bottom-20 z-30 mx-auto flex max-w-xl items-center justify-between gap-3 rounded-card border border-border bg-raised px-4 py-2 shadow-float md:bottom-6"
        >
          <span className="text-table">{t('contacts.chosen', { count: selection.ids.size })}</span>
          <span className="flex gap-2">
            <Button size="small" onClick={selection.clear}>
              {t('select.cancel')}
            </Button>
            <Button size="small" intent="primary" onClick={() => setTagging(true)}>
              <Tags aria-hidden strokeWidth={1.75} />
              {t('contacts.tagThem')}
            </Button>
          </span>
        </div>
      ) : null}
      {tagging ? (
        <TagDialog ids={[...selection.ids]} onClose={() => setTagging(false)} onDone={selection.clear} />
      ) : null}
      {form ? <ContactForm contact={null} onClose={() => setForm(null)} /> : null}
      {open ? <ContactDrawer id={open} closeHref={hrefOf(null)} /> : null}
    </div>
  );
}

function exportPath(filters: object): string {
  const set = Object.entries(filters).filter(
    ([key, value]) => !['page', 'sort'].includes(key) && value !== null && value !== '',
  );
  const query = new URLSearchParams([
    ...set.map(([key, value]): [string, string] => [key, String(value)]),
    ['bom', '1'],
  ]);
  return `/api/relance/contacts/export.csv?${query.toString()}`;
}

/** A filter by a few letters, sent when the field is left or Enter pressed. */
function FilterInput({
  label,
  value,
  max,
  onChange,
}: {
  label: string;
  value: string | null;
  max?: number;
  onChange: (value: string | null) => void;
}) {
  return (
    <Input
      key={value ?? ''}
      aria-label={label}
      placeholder={label}
      defaultValue={value ?? ''}
      maxLength={max}
      className="md:w-32"
      onBlur={(event) => {
        if (event.target.value.trim() !== (value ?? '')) onChange(event.target.value.trim() || null);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

const words = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

function TagDialog({ ids, onClose, onDone }: { ids: string[]; onClose: () => void; onDone: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { mutate, isPending } = useTagContacts();
  const [add, setAdd] = useState('');
  const [remove, setRemove] = useState('');
  const send = () =>
    mutate(
      { ids, add: words(add), remove: words(remove) },
      {
        onSuccess: () => {
          toast(t('contacts.tagged', { count: ids.length }));
          onDone();
          onClose();
        },
        onError: (error) => toast(refusalInWords(error, i18n)),
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('contacts.tagTitle', { count: ids.length })}
      closeLabel={t('action.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            intent="primary"
            busy={isPending}
            disabled={words(add).length + words(remove).length === 0}
            onClick={send}
          >
            {t('action.save')}
          </Button>
        </>
      }
    >
      <div className="mt-3 flex flex-col gap-4">
        <Field label={t('contacts.tagAdd')} hint={t('contacts.tagHint')}>
          {(field) => <Input {...field} value={add} onChange={(event) => setAdd(event.target.value)} />}
        </Field>
        <Field label={t('contacts.tagRemove')}>
          {(field) => <Input {...field} value={remove} onChange={(event) => setRemove(event.target.value)} />}
        </Field>
      </div>
    </Dialog>
  );
}
