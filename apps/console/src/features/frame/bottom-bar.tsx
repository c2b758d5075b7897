'use client';

import { cn, MenuItem, MenuSeparator } from '@relance/console-ui';
import { CircleUser, Languages, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactElement } from 'react';
import { languageNames } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { isHere } from './navigation.ts';
import { PersonMenu, useChooseLanguage } from './preferences.tsx';
import { useNavigation } from './use-navigation.ts';

/** Pages in the bar itself; the others are behind More. */
const inBar = 4;

const cell =
  'flex h-14 min-w-0 flex-1 cursor-pointer flex-col items-center justify-center gap-1 text-[11px] leading-none text-muted';

/** the sidebar's place under 768 px. */
export function BottomBar() {
  const { t, language } = useI18n();
  const pathname = usePathname();
  const pages = useNavigation();
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
      <nav aria-label={t('nav.label')} className="flex min-w-0 flex-[4]">
        {pages.slice(0, inBar).map((item) => {
          const { href, label, short, icon: Icon } = item;
          const here = isHere(item, pathname);
          return (
            <Link
              key={href}
              href={href}
              aria-current={here ? 'page' : undefined}
              className={cn(cell, here && 'font-medium text-text')}
            >
              <Icon aria-hidden className={cn('size-5', here && 'text-accent')} strokeWidth={1.75} />
              <span className="max-w-full truncate max-[340px]:tracking-tighter">{t(short ?? label)}</span>
            </Link>
          );
        })}
      </nav>
      <div className="flex flex-1">
        <PersonMenu trigger={more}>
          {pages.slice(inBar).map(({ href, label, icon: Icon }) => (
            <MenuItem key={href} asChild>
              <Link href={href}>
                <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
                {t(label)}
              </Link>
            </MenuItem>
          ))}
          {pages.length > inBar ? <MenuSeparator /> : null}
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
            {languageNames[other]}
          </MenuItem>
          <MenuSeparator />
        </PersonMenu>
      </div>
    </div>
  );
}
