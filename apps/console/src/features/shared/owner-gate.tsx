'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { authQueries, sessionQueries, setActingFor, useActingFor } from '@relance/console-data-access';
import { Field, PageHeader } from '@relance/console-ui';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { OwnerPicker } from './owner-picker.tsx';

const never = () => () => undefined;

/** Pages about one owner's things: an owner sees their own, staff choose the owner first. */
export function OwnerGate({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useI18n();
  const role = useQuery(authQueries.me()).data?.role;
  const acting = useActingFor();
  // For whom staff act is known to the browser only: the server draws neither.
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (role === undefined || !isBrowser) return null;
  if (role === 'user' || acting) return children;
  return (
    <section className="flex flex-col gap-4">
      <PageHeader title={title} />
      <div className="flex max-w-[640px] flex-col gap-4">
        <p className="text-work text-muted">{t('gate.why')}</p>
        <OwnerChoice />
      </div>
    </section>
  );
}

function OwnerChoice() {
  const { t } = useI18n();
  const client = useQueryClient();
  const choose = async (id: string | null) => {
    if (!id) return;
    const known = await client.fetchQuery(sessionQueries.detail(id)).catch(() => null);
    setActingFor({ id, name: known?.owner?.name ?? known?.owner?.email ?? null });
    void client.resetQueries({ queryKey: ['own'] });
  };
  return (
    <Field label={t('gate.owner')} hint={t('gate.hint')}>
      {(ids) => (
        <OwnerPicker
          value={null}
          onChange={(id) => void choose(id)}
          label={t('gate.owner')}
          placeholder={t('gate.choose')}
          field={ids}
        />
      )}
    </Field>
  );
}
