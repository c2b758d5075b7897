'use client';

import { useQuery } from '@tanstack/react-query';
import { type Owner, sessionQueries } from '@relance/console-data-access';
import { Button, Input, Popover } from '@relance/console-ui';
import { ChevronDown, User } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** Finds an owner by name, e-mail or id; arrows and Enter choose. */
export function OwnerFilter({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const choose = (id: string | null) => {
    onChange(id);
    setOpen(false);
  };
  return (
    <Popover
      label={t('filter.owner')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button className="max-w-56 font-normal max-md:w-full max-md:max-w-none max-md:justify-between">
          <User aria-hidden strokeWidth={1.75} className="text-muted" />
          <span className="min-w-0 flex-1 truncate text-left">
            {value ? <OwnerName id={value} /> : t('filter.anyOwner')}
          </span>
          <ChevronDown aria-hidden strokeWidth={1.75} className="text-muted" />
        </Button>
      }
    >
      <OwnerSearch value={value} onChoose={choose} />
    </Popover>
  );
}

/** The owner's name for an id that came from the address. */
export function OwnerName({ id }: { id: string }) {
  const owner = useQuery(sessionQueries.detail(id)).data?.owner;
  return <>{owner?.name ?? owner?.email ?? id}</>;
}

function OwnerSearch({ value, onChoose }: { value: string | null; onChoose: (id: string | null) => void }) {
  const { t } = useI18n();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const { data, isPending } = useQuery(sessionQueries.owners(useDeferredValue(typed.trim())));
  const any: Owner = { id: '', name: t('filter.anyOwner'), email: null };
  const options = [any, ...(data ?? [])];
  const pick = (owner: Owner | undefined) => (owner ? onChoose(owner.id || null) : undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setActive((active + step + options.length) % options.length);
    }
    if (event.key === 'Enter') pick(options[active]);
  };
  return (
    <>
      <Input
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={`${listId}-${active}`}
        aria-label={t('filter.ownerSearch')}
        placeholder={t('filter.ownerSearch')}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(event.target.value ? 1 : 0);
        }}
      />
      <ul id={listId} role="listbox" aria-label={t('filter.owner')} className="mt-2 flex flex-col">
        {options.map((owner, index) => (
          <li
            key={owner.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={(value ?? '') === owner.id}
            onClick={() => pick(owner)}
            onMouseEnter={() => setActive(index)}
            className={`cursor-pointer rounded-control px-2 py-1.5 text-table max-md:py-3 ${index === active ? 'bg-hover' : ''}`}
          >
            <span className="block truncate">
              <bdi>{owner.name ?? owner.email ?? owner.id}</bdi>
            </span>
            {owner.name && owner.email ? (
              <span className="block truncate text-caption text-muted">{owner.email}</span>
            ) : null}
          </li>
        ))}
      </ul>
      {!isPending && options.length === 1 ? (
        <p className="px-2 text-caption text-muted">{t('filter.ownerNone')}</p>
      ) : null}
    </>
  );
}
