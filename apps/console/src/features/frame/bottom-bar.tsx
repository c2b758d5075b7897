'use client';

import { cn, MenuItem, MenuSeparator } from '@relance/console-ui';
import { CircleUser, Languages, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactElement } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { navigation } from './navigation.ts';
import { PersonMenu, useChooseLanguage } from './preferences.tsx';

const cell =
  'flex h-14 flex-1 cursor-pointer flex-col items-center justify-center gap-1 text-[11px] leading-none text-muted';

/** the sidebar's place under 768 px. */
export function BottomBar() {
  const { t, language } = useI18n();
  const pathname = usePathname();
  const { theme, setTheme } = useTheme();
  const chooseLanguage = useChooseLanguage();
  const other = language === 'fr' ? 'en' : 'fr';
  const more: ReactElement = (
    <button type="button" className={cell}>
      <CircleUser aria-hidden className="size-5" strokeWidth={1.75} />
      {t('nav.more')}
    </button>
  );
  return (
    <div className="fixed inset-x-0 bottom-0 z-30 flex border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
      <nav aria-label={t('nav.label')} className="flex flex-[3]">
        {navigation.map(({ href, label, icon: Icon }) => {
          const here = pathname.startsWith(href);
          return (
            <Link
              key={href}
              href={href}
              aria-current={here ? 'page' : undefined}
              className={cn(cell, here && 'font-medium text-text')}
            >
              <Icon aria-hidden className={cn('size-5', here && 'text-accent')} strokeWidth={1.75} />
              {t(label)}
            </Link>
          );
        })}
      </nav>
      <div className="flex flex-1">
        <PersonMenu trigger={more}>
          <MenuItem icon={Sun} checked={theme === 'light'} onSelect={() => setTheme('light')}>
            {t('theme.light')}
          </MenuItem>
          <MenuItem icon={Moon} checked={theme === 'dark'} onSelect={() => setTheme('dark')}>
            {t('theme.dark')}
          </MenuItem>
          <MenuItem icon={Monitor} checked={theme === 'system'} onSelect={() => setTheme('system')}>
            {t('theme.system')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={Languages} onSelect={() => chooseLanguage(other)}>
            {other === 'fr' ? 'Français' : 'English'}
          </MenuItem>
          <MenuSeparator />
        </PersonMenu>
      </div>
    </div>
  );
}
