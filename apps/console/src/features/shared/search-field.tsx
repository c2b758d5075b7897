'use client';

import { Input } from '@relance/console-ui';
import { LoaderCircle, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useHotkeys } from '../frame/use-hotkeys.ts';

const waitMs = 250;

/** A search that waits 250 ms after the last key and shows that it is searching. `/` goes to it. */
export function SearchField({
  value,
  onSearch,
  label,
  busy,
}: {
  value: string | null;
  onSearch: (text: string | null) => void;
  label: string;
  busy: boolean;
}) {
  const { t } = useI18n();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  useHotkeys({ '/': () => field.current?.focus() });
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => {
      setTyped(null);
      onSearch(typed.trim() || null);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [typed, onSearch]);
  const searching = typed !== null || busy;
  const Icon = searching ? LoaderCircle : Search;
  return (
    <div className="relative min-w-0 flex-1 md:max-w-72">
      <Icon
        aria-hidden
        strokeWidth={1.75}
        className={`pointer-events-none absolute left-3 top-1/2 size-4 -translate-y-1/2 text-muted ${searching ? 'animate-spin' : ''}`}
      />
      <Input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed ?? value ?? ''}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => (event.key === 'Escape' ? field.current?.blur() : undefined)}
        className="pl-9"
      />
      <span className="sr-only" role="status">
        {searching ? t('filter.searching') : ''}
      </span>
    </div>
  );
}
