'use client';

import { Dialog, Kbd } from '@relance/console-ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type MessageKey } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { leaveBy } from '../shared/use-leave-guard.ts';
import { useNavigation } from './use-navigation.ts';
import { type Hotkeys, useHotkeys } from './use-hotkeys.ts';

const rows: readonly { keys: string[]; label: MessageKey }[] = [
  { keys: ['/'], label: 'keys.search' },
  { keys: ['j', 'k'], label: 'keys.rows' },
  { keys: ['Enter'], label: 'keys.open' },
  { keys: ['x'], label: 'keys.select' },
  { keys: ['p'], label: 'keys.pause' },
  { keys: ['Esc'], label: 'keys.escape' },
  { keys: ['?'], label: 'keys.help' },
];

/** The keys that work on every page, and the sheet that lists them all. */
export function KeyboardSheet() {
  const { t } = useI18n();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const pages = useNavigation();
  const go: Hotkeys = Object.fromEntries(
    pages.map(({ key, href }) => [`g ${key}`, () => leaveBy(() => router.push(href))]),
  );
  useHotkeys({ ...go, '?': () => setOpen(true) });
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={t('keys.title')} closeLabel={t('action.close')}>
      <ul className="mt-3 flex flex-col">
        {[...rows, ...pages.map(({ key, label }) => ({ keys: ['g', key], label }))].map(({ keys, label }) => (
          <li key={label} className="flex h-9 items-center justify-between border-t border-border text-table">
            {t(label)}
            <span className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
