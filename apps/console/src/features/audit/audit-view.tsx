'use client';

import { useQuery } from '@tanstack/react-query';
import { adminQueries, type AuditFilters } from '@relance/console-data-access';
import { Button, EmptyState, Input, PageHeader, Select } from '@relance/console-ui';
import { ScrollText } from 'lucide-react';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { ExportButton } from '../shared/export-button.tsx';
import { OwnerPicker } from '../shared/owner-picker.tsx';
import { AuditList } from './audit-list.tsx';

const entityTypes = [
  'campaign',
  'session',
  'contact',
  'user',
  'token',
  'settings',
  'template',
  'report',
  'webhook',
  'opt_out',
  'media',
];

const parsers = {
  action: parseAsString,
  actorId: parseAsString,
  userId: parseAsString,
  entityType: parseAsString,
  from: parseAsString,
  to: parseAsString,
  page: parseAsInteger.withDefault(1),
};

/** The record of every change: who, on whose behalf, what, from which state to which, why. */
export function AuditView() {
  const { t, word } = useI18n();
  const [filters, set] = useQueryStates(parsers, { history: 'push' });
  const query = useQuery(adminQueries.audit(filters));
  const change = (next: Partial<Record<Exclude<keyof AuditFilters, 'page'>, string | null>>) =>
    void set({ page: null, ...next });
  const isFiltered = Object.entries(filters).some(([name, value]) => name !== 'page' && value !== null);
  const { page: _page, ...exported } = filters;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t('nav.audit')}
        summary={query.data ? t('auditPage.count', { count: query.data.total }) : null}
        live={<LiveStatus />}
        action={<ExportButton path="/admin/audit/export.csv" name="audit.csv" query={exported} />}
      />
      <div
        role="group"
        aria-label={t('filter.label')}
        className="grid gap-2 grid-cols-1 sm:grid-cols-2 md:flex md:flex-wrap"
      >
        <Select
          aria-label={t('auditPage.entity')}
          className="md:w-44"
          value={filters.entityType ?? ''}
          onChange={(event) => change({ entityType: event.target.value || null })}
        >
          <option value="">{t('auditPage.anyEntity')}</option>
          {entityTypes.map((type) => (
            <option key={type} value={type}>
              {word('entity', type)}
            </option>
          ))}
        </Select>
        <OwnerPicker
          label={t('filter.owner')}
          placeholder={t('filter.anyOwner')}
          className="md:w-56"
          value={filters.userId}
          onChange={(userId) => change({ userId })}
        />
        <label className="flex items-center gap-2 text-table text-muted">
          <span className="whitespace-nowrap max-md:w-28">{t('filter.from')}</span>
          <Input
            type="date"
            value={filters.from ?? ''}
            onChange={(event) => change({ from: event.target.value || null })}
            className="md:w-40"
          />
        </label>
        <label className="flex items-center gap-2 text-table text-muted">
          <span className="whitespace-nowrap max-md:w-28">{t('filter.to')}</span>
          <Input
            type="date"
            value={filters.to ?? ''}
            onChange={(event) => change({ to: event.target.value || null })}
            className="md:w-40"
          />
        </label>
        {isFiltered ? (
          <Button intent="quiet" onClick={() => void set(null)}>
            {t('filter.clear')}
          </Button>
        ) : null}
      </div>
      <AuditList
        query={query}
        empty={
          <EmptyState
            icon={ScrollText}
            title={t(isFiltered ? 'auditPage.noMatch' : 'audit.none')}
            reason={t(isFiltered ? 'campaigns.noneReason' : 'auditPage.noneReason')}
          />
        }
        onPage={(page) => void set({ page })}
      />
    </div>
  );
}
