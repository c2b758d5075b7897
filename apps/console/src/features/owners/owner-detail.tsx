'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  adminQueries,
  authQueries,
  sessionQueries,
  type SessionView,
  setActingFor,
} from '@relance/console-data-access';
import { Button, Facts, PageHeader, Section, Skeleton, TabPanel, Tabs } from '@relance/console-ui';
import { KeyRound, Plus, UserCog, UserPlus } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure, SmallFailure } from '../frame/failure.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { SessionActionButtons, SessionFacts, SessionSummary } from '../sessions/session-drawer.tsx';
import { SessionEvents } from '../sessions/session-events.tsx';
import { ownerOf } from '../sessions/session-parts.ts';
import { leaveBy } from '../shared/use-leave-guard.ts';
import { whenShown } from '../shared/when-shown.tsx';

const waiting = <Skeleton className="h-64 w-full max-w-[720px]" />;
const OwnerSettingsForm = whenShown(
  () => import('../settings/owner-settings-form.tsx').then((part) => part.OwnerSettingsForm),
  waiting,
);
const OwnerCampaigns = whenShown(() => import('./owner-lists.tsx').then((part) => part.OwnerCampaigns), waiting);
const OwnerAudit = whenShown(() => import('./owner-lists.tsx').then((part) => part.OwnerAudit), waiting);

const tabs = ['phone', 'campaigns', 'contacts', 'settings', 'audit'] as const;

/** Beside the owner's name the address; beside the address the id; nothing while the id itself is the title. */
function summaryOf(session: SessionView | undefined, ownerId: string): string | null {
  if (session?.owner?.name) return session.owner.email;
  return session?.owner?.email ? ownerId : null;
}

/** One owner: phone, campaigns, contacts, settings, record; and acting for them. */
export function OwnerDetail({ ownerId }: { ownerId: string }) {
  const { t, number } = useI18n();
  const router = useRouter();
  const client = useQueryClient();
  const [{ tab }, set] = useQueryStates({ tab: parseAsStringLiteral(tabs).withDefault('phone'), page: parseAsInteger });
  const session = useQuery(sessionQueries.detail(ownerId));
  const owner = useQuery(adminQueries.owner(ownerId));
  const counts = owner.data;
  const role = useQuery(authQueries.me()).data?.role;
  const name = session.data ? ownerOf(session.data) : ownerId;
  const act = (to: string) =>
    leaveBy(() => {
      setActingFor({ id: ownerId, name });
      void client.invalidateQueries();
      router.push(to);
    });
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={name}
        summary={summaryOf(session.data, ownerId)}
        live={<LiveStatus />}
        action={
          role === 'admin' ? (
            <Button intent="primary" onClick={() => act('/relance/campaigns/new')} className="max-md:px-3">
              <Plus aria-hidden strokeWidth={1.75} />
              <span className="max-md:sr-only">{t('campaigns.new')}</span>
            </Button>
          ) : null
        }
      />
      <div className="flex flex-wrap gap-2">
        {role === 'admin' || role === 'support' ? (
          <Button size="small" disabled={session.isPending} onClick={() => act('/relance/contacts')}>
            <UserCog aria-hidden strokeWidth={1.75} />
            {t('acting.start')}
          </Button>
        ) : null}
        {role === 'admin' ? (
          <>
            <Button asChild size="small">
              <Link href={`/relance/settings/users?invite=${encodeURIComponent(ownerId)}`}>
                <UserPlus aria-hidden strokeWidth={1.75} />
                {t('users.invite')}
              </Link>
            </Button>
            <Button asChild size="small">
              <Link href={`/relance/settings/tokens?for=${encodeURIComponent(ownerId)}`}>
                <KeyRound aria-hidden strokeWidth={1.75} />
                {t('tokens.create')}
              </Link>
            </Button>
          </>
        ) : null}
      </div>
      <Tabs
        inset={false}
        label={t('owners.parts')}
        value={tab}
        onChange={(to) => leaveBy(() => void set({ tab: tabs.find((known) => known === to) ?? null, page: null }))}
        items={tabs.map((id) => ({
          id,
          label: t(`owners.tab.${id}`),
          count:
            counts && id === 'campaigns'
              ? number(counts.campaigns.total)
              : counts && id === 'contacts'
                ? number(counts.contacts)
                : undefined,
        }))}
      >
        <TabPanel id="phone">
          {session.data ? (
            <div className="flex max-w-[720px] flex-col gap-4 rounded-card border border-border bg-surface p-4">
              <SessionSummary session={session.data} />
              <SessionActionButtons session={session.data} />
              <SessionFacts session={session.data} />
              <Section level={2} title={t('session.do.timeline')}>
                <SessionEvents ownerId={ownerId} />
              </Section>
            </div>
          ) : session.isPending ? (
            <Skeleton className="h-64 w-full max-w-[720px]" />
          ) : (
            <Failure what={t('sessions.what')} query={session} />
          )}
        </TabPanel>
        <TabPanel id="campaigns">
          <OwnerCampaigns ownerId={ownerId} />
        </TabPanel>
        <TabPanel id="contacts">
          <div className="flex max-w-[640px] flex-col gap-4 rounded-card border border-border bg-surface p-4">
            {owner.isError && !counts ? (
              <SmallFailure what={t('owners.counts')} query={owner} />
            ) : (
              <Facts
                items={[
                  {
                    label: t('nav.contacts'),
                    value: counts ? number(counts.contacts) : <Skeleton className="h-4 w-12" />,
                  },
                ]}
              />
            )}
            <div>
              <Button onClick={() => act('/relance/contacts')}>{t('owners.openContacts')}</Button>
            </div>
          </div>
        </TabPanel>
        <TabPanel id="settings">
          <OwnerSettingsForm ownerId={ownerId} />
        </TabPanel>
        <TabPanel id="audit">
          <OwnerAudit ownerId={ownerId} />
        </TabPanel>
      </Tabs>
    </div>
  );
}
