'use client';

import { useQuery } from '@tanstack/react-query';
import { authQueries } from '@relance/console-data-access';
import { cn } from '@relance/console-ui';
import { CircleUser, Languages, type LucideIcon, PanelLeftClose, PanelLeftOpen, SunMoon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ComponentProps, useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Logo } from './logo.tsx';
import { isHere } from './navigation.ts';
import { LanguageMenu, PersonMenu, ThemeMenu } from './preferences.tsx';
import { setPreferenceCookie } from './set-preference-cookie.ts';
import { useNavigation } from './use-navigation.ts';

const line =
  'flex h-9 w-full cursor-pointer items-center gap-2.5 rounded-control px-2.5 text-work text-muted transition-colors hover:bg-hover hover:text-text';

/** The sidebar: 224 px, or 56 px of icons, as it was left. */
export function Sidebar({ collapsed: atFirst }: { collapsed: boolean }) {
  const { t } = useI18n();
  const pathname = usePathname();
  const me = useQuery(authQueries.me()).data;
  const pages = useNavigation();
  const [collapsed, setCollapsed] = useState(atFirst);
  const toggle = () => {
    setPreferenceCookie('relance_sidebar', collapsed ? 'open' : 'collapsed');
    setCollapsed(!collapsed);
  };
  return (
    <aside
      className={cn(
        'sticky top-0 flex h-dvh shrink-0 flex-col border-r border-border bg-surface px-2 py-3 max-md:hidden',
        collapsed ? 'w-14' : 'w-56',
      )}
    >
      <div className="mb-3 flex h-9 items-center gap-2.5 px-1.5">
        <Logo />
        {collapsed ? null : <span className="text-lead font-semibold tracking-tight">{t('app.name')}</span>}
      </div>
      <nav aria-label={t('nav.label')} className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto">
        {pages.map((item) => {
          const { href, label, icon: Icon } = item;
          const here = isHere(item, pathname);
          return (
            <Link
              key={href}
              href={href}
              aria-current={here ? 'page' : undefined}
              aria-label={collapsed ? t(label) : undefined}
              title={collapsed ? t(label) : undefined}
              className={cn(line, here && 'bg-hover font-medium text-text')}
            >
              <Icon aria-hidden className={cn('size-4 shrink-0', here && 'text-accent')} strokeWidth={1.75} />
              {collapsed ? null : <span className="truncate">{t(label)}</span>}
            </Link>
          );
        })}
      </nav>
      <div className="flex flex-col gap-0.5">
        <ThemeMenu trigger={<FootButton icon={SunMoon} label={t('theme.label')} collapsed={collapsed} />} />
        <LanguageMenu trigger={<FootButton icon={Languages} label={t('language.label')} collapsed={collapsed} />} />
        <PersonMenu
          trigger={
            <FootButton
              icon={CircleUser}
              label={me?.email ?? '…'}
              name={t('person.menu', { email: me?.email ?? '…' })}
              collapsed={collapsed}
            />
          }
        />
        <FootButton
          icon={collapsed ? PanelLeftOpen : PanelLeftClose}
          label={t(collapsed ? 'nav.expand' : 'nav.collapse')}
          collapsed={collapsed}
          onClick={toggle}
        />
      </div>
    </aside>
  );
}

type FootButtonProps = ComponentProps<'button'> & {
  icon: LucideIcon;
  label: string;
  name?: string;
  collapsed: boolean;
};

function FootButton({ icon: Icon, label, name, collapsed, ...rest }: FootButtonProps) {
  return (
    <button
      type="button"
      aria-label={name ?? label}
      title={collapsed ? (name ?? label) : undefined}
      className={line}
      {...rest}
    >
      <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      {collapsed ? null : <span className="truncate">{label}</span>}
    </button>
  );
}
