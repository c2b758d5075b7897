'use client';

import { useQuery } from '@tanstack/react-query';
import { type ContactView, ownQueries } from '@relance/console-data-access';
import { Button, type DataColumn, EmptyState, PageHeader, Tag, useTableSelection } from '@relance/console-ui';
import { Contact as ContactIcon, Download, Plus, SearchX, Tags, Upload } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { DownloadButton } from '../shared/download-button.tsx';
import { DataList } from '../shared/data-list.tsx';
import { OwnerGate } from '../shared/owner-gate.tsx';
import { useMayChange } from '../shared/use-may-change.ts';
import { whenShown } from '../shared/when-shown.tsx';
import { ContactFilterBar, exportPath } from './contact-filter-bar.tsx';
import { ContactState, hasState, masked } from './contact-state.tsx';
import { useContactFilters } from './use-contact-filters.ts';

const ContactDrawer = whenShown(() => import('./contact-drawer.tsx').then((part) => part.ContactDrawer));
const TagDialog = whenShown(() => import('./tag-dialog.tsx').then((part) => part.TagDialog));
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
  const { t, country } = useI18n();
  const bar = useContactFilters();
  const { filters, change, clear, on } = bar;
  const query = useQuery(ownQueries.contacts(filters));
  const mayChange = useMayChange();
  const selection = useTableSelection(query.data?.contacts.map(({ id }) => id) ?? []);
  const [form, setForm] = useState<'new' | null>(null);
  const [tagging, setTagging] = useState(false);
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
      width: 'w-[130px]',
      hideBelow: 'lg',
      cell: (row) =>
        row.country ? (
          <span className="block truncate">{country(row.country)}</span>
        ) : (
          <span className="text-muted">{t('common.none')}</span>
        ),
      title: (row) => (row.country ? country(row.country) : undefined),
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

  const card = (row: ContactView) => (
    <>
      <Link
        href={hrefOf(row.id)}
        scroll={false}
        data-row-link
        className="-mt-2 flex min-h-11 items-center font-medium [overflow-wrap:anywhere]"
      >
        <bdi>{row.name ?? t('targets.unnamed')}</bdi>
      </Link>
      <p className="text-table text-muted">
        <span className="font-mono text-caption">{masked(row.phone)}</span>
        {row.country ? ` · ${country(row.country)}` : null}
      </p>
      {row.tags.length > 0 || hasState(row) ? (
        <span className="flex flex-wrap gap-1">
          {hasState(row) ? <ContactState contact={row} /> : null}
          {row.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </span>
      ) : null}
    </>
  );

  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t('contacts.title')}
        summary={query.data ? t('contacts.count', { count: query.data.total }) : null}
        live={<LiveStatus />}
        action={
          <>
            <DownloadButton path={exportPath(filters)} name="contacts.csv" className="max-md:hidden">
              <Download aria-hidden strokeWidth={1.75} />
              {t('action.export')}
            </DownloadButton>
            {mayChange ? (
              <>
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
            ) : null}
          </>
        }
      />
      <ContactFilterBar bar={bar} searching={query.isPlaceholderData} found={query.data?.total} />
      <DataList
        query={query}
        rowsOf={(answer) => answer.contacts}
        what={t('contacts.what')}
        name={t('contacts.title')}
        columns={columns}
        card={card}
        rowId={(row) => row.id}
        rowName={(row) => row.name ?? masked(row.phone)}
        sort={filters.sort ?? '-createdAt'}
        onSort={(sort) => change({ sort })}
        selection={mayChange ? selection : undefined}
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
                mayChange ? (
                  <Button intent="primary" asChild>
                    <Link href="/relance/contacts/import">{t('contacts.import')}</Link>
                  </Button>
                ) : null
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
