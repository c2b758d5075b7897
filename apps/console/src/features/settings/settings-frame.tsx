'use client';

import { useQuery } from '@tanstack/react-query';
import { authQueries } from '@relance/console-data-access';
import { cn, intoView, PageHeader } from '@relance/console-ui';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode } from 'react';
import { type MessageKey } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { type RoleName } from '../frame/navigation.ts';

type Part = { href: string; label: MessageKey; roles: readonly RoleName[] };

const parts: readonly Part[] = [
  { href: '/relance/settings/profile', label: 'settings.profile', roles: ['user', 'support', 'admin'] },
  { href: '/relance/settings/sending', label: 'settings.sending', roles: ['user'] },
  { href: '/relance/settings/installation', label: 'settings.installation', roles: ['admin', 'support'] },
  { href: '/relance/settings/users', label: 'settings.users', roles: ['admin', 'support'] },
  { href: '/relance/settings/tokens', label: 'settings.tokens', roles: ['user', 'admin', 'support'] },
  { href: '/relance/settings/webhooks', label: 'settings.webhooks', roles: ['user', 'admin', 'support'] },
];

/** The parts of the settings that a role has, each with its own address. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const pathname = usePathname();
  const role = useQuery(authQueries.me()).data?.role;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={t('nav.settings')} />
      <nav aria-label={t('nav.settings')} className="flex gap-4 overflow-x-auto border-b border-border">
        {parts
          .filter(({ roles }) => role !== undefined && roles.includes(role))
          .map(({ href, label }) => {
            const here = pathname.startsWith(href);
            return (
              <Link
                key={href}
                href={href}
                ref={here ? intoView : undefined}
                aria-current={here ? 'page' : undefined}
                className={cn(
                  'flex h-11 items-center whitespace-nowrap border-b-2 border-transparent text-work text-muted hover:text-text',
                  here && 'border-accent font-medium text-text',
                )}
              >
                {t(label)}
              </Link>
            );
          })}
      </nav>
      {children}
    </div>
  );
}

/** A part of a settings page: a heading, what it is about, its form. */
export function SettingsSection({ title, what, children }: { title: string; what?: string; children: ReactNode }) {
  return (
    <section className="flex max-w-[640px] flex-col gap-4 rounded-card border border-border bg-surface p-4 md:p-6">
      <div>
        <h2 className="text-lead font-semibold">{title}</h2>
        {what ? <p className="mt-0.5 text-table text-muted">{what}</p> : null}
      </div>
      {children}
    </section>
  );
}
