'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { authQueries, useLogout } from '@relance/console-data-access';
import { Menu, MenuItem, MenuSeparator, useOnce } from '@relance/console-ui';
import { CircleUser, Languages, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { type ReactNode } from 'react';
import { toast } from 'sonner';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { type Language, languages, languageNames } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { leaveBy } from '../shared/use-leave-guard.ts';
import { setPreferenceCookie } from './set-preference-cookie.ts';

const themes = [
  { id: 'light', icon: Sun },
  { id: 'dark', icon: Moon },
  { id: 'system', icon: Monitor },
] as const;

/** Theme, from a menu. */
export function ThemeMenu({ trigger }: { trigger: ReactNode }) {
  const { t } = useI18n();
  const { theme, setTheme } = useTheme();
  return (
    <Menu trigger={trigger} align="start" side="top">
      {themes.map(({ id, icon }) => (
        <MenuItem key={id} icon={icon} checked={theme === id} onSelect={() => setTheme(id)}>
          {t(`theme.${id}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** Language, from a menu. What the API explains in words is asked again in the new one. */
export function LanguageMenu({ trigger }: { trigger: ReactNode }) {
  const { language } = useI18n();
  const choose = useChooseLanguage();
  return (
    <Menu trigger={trigger} align="start" side="top">
      {languages.map((id) => (
        <MenuItem key={id} icon={Languages} checked={language === id} onSelect={() => choose(id)}>
          {languageNames[id]}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** Who is logged in, and the way out. */
export function PersonMenu({ trigger, children }: { trigger: ReactNode; children?: ReactNode }) {
  const i18n = useI18n();
  const { t, word } = i18n;
  const router = useRouter();
  const logout = useLogout();
  const me = useQuery(authQueries.me()).data;
  const leave = useOnce(
    async () => {
      await logout.mutateAsync();
      router.replace('/login');
    },
    { onError: (error) => toast(t('person.stillIn', { message: refusalInWords(error, i18n) })) },
  );
  return (
    <Menu trigger={trigger} align="start" side="top">
      {me ? (
        <>
          <div className="flex items-center gap-2 px-2 py-1.5">
            <CircleUser aria-hidden className="size-5 text-muted" strokeWidth={1.75} />
            <div className="min-w-0">
              <p className="truncate text-table font-medium">{me.email}</p>
              <p className="text-caption text-muted">{word('role', me.role)}</p>
            </div>
          </div>
          <MenuSeparator />
        </>
      ) : null}
      {children}
      <MenuItem icon={LogOut} onSelect={() => leaveBy(() => void leave())}>
        {t('person.logout')}
      </MenuItem>
    </Menu>
  );
}

export function useChooseLanguage(): (language: Language) => void {
  const router = useRouter();
  const client = useQueryClient();
  return (language) => {
    setPreferenceCookie('relance_language', language);
    router.refresh();
    void client.invalidateQueries();
  };
}
