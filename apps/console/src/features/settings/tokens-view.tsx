'use client';

import { useQuery } from '@tanstack/react-query';
import { accountQueries, type ApiToken, authQueries, useRevokeToken } from '@relance/console-data-access';
import { Button, type DataColumn, EmptyState, Tag } from '@relance/console-ui';
import { KeyRound, Plus } from 'lucide-react';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { ShownOnce } from '../shared/shown-once.tsx';
import { DataList } from '../shared/data-list.tsx';
import { whenShown } from '../shared/when-shown.tsx';

const NewToken = whenShown(() => import('./new-token.tsx').then((part) => part.NewToken));

type Open = { kind: 'new' } | { kind: 'secret'; token: string } | { kind: 'revoke'; token: ApiToken };

/** Tokens for programs: staff see all of them, an owner their own. */
export function TokensView() {
  const { t, word } = useI18n();
  const role = useQuery(authQueries.me()).data?.role;
  const whose = role === 'user' ? 'own' : 'admin';
  const [page, setPage] = useQueryState('page', parseAsInteger.withDefault(1));
  const query = useQuery({
    ...accountQueries.tokens(whose, page),
    enabled: role !== undefined,
  });
  const mayChange = role === 'admin' || role === 'user';
  const { mutateAsync: revoke } = useRevokeToken(whose);
  /** An owner to make a token for, named by the page that led here. */
  const [forOwner, setForOwner] = useQueryState('for');
  const [chosen, setOpen] = useState<Open | null>(null);
  const open: Open | null = chosen ?? (forOwner && mayChange ? { kind: 'new' } : null);
  const close = () => {
    setOpen(null);
    void setForOwner(null);
  };
  const columns = useMemo<DataColumn<ApiToken>[]>(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        cell: (token) => <span className="block truncate font-medium">{token.name}</span>,
      },
      {
        id: 'audience',
        header: t('tokens.audience'),
        width: 'w-[140px]',
        cell: (token) => word('audience', token.audience),
      },
      ...(whose === 'admin'
        ? [
            {
              id: 'owner',
              header: t('column.owner'),
              width: 'w-[160px]',
              hideBelow: 'lg' as const,
              cell: (token: ApiToken) => (
                <span className="block truncate font-mono text-caption">{token.ownerId ?? t('common.none')}</span>
              ),
            },
          ]
        : []),
      {
        id: 'used',
        header: t('tokens.lastUsed'),
        width: 'w-[150px]',
        hideBelow: 'lg',
        cell: (token) =>
          token.lastUsedAt ? <Time at={token.lastUsedAt} /> : <span className="text-muted">{t('users.never')}</span>,
      },
      {
        id: 'expires',
        header: t('tokens.expires'),
        width: 'w-[150px]',
        cell: (token) =>
          token.revokedAt ? (
            <Tag tone="red">{t('tokens.revoked')}</Tag>
          ) : token.expiresAt ? (
            <Time at={token.expiresAt} due />
          ) : (
            <span className="text-muted">{t('users.never')}</span>
          ),
      },
      {
        id: 'revoke',
        header: t('column.actions'),
        headerHidden: true,
        width: 'w-[120px]',
        className: 'text-right',
        cell: (token) =>
          mayChange && !token.revokedAt ? (
            <Button
              size="small"
              className="text-tone-red-text"
              aria-label={t('tokens.revokeOf', { name: token.name })}
              onClick={() => setOpen({ kind: 'revoke', token })}
            >
              {t('tokens.revoke')}
            </Button>
          ) : null,
      },
    ],
    [t, word, whose, mayChange],
  );
  const create = mayChange ? (
    <Button intent="primary" onClick={() => setOpen({ kind: 'new' })}>
      <Plus aria-hidden strokeWidth={1.75} />
      {t('tokens.create')}
    </Button>
  ) : null;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="max-w-prose text-table text-muted">{t('tokens.what')}</p>
        {create}
      </div>
      <DataList
        query={query}
        rowsOf={(answer) => answer.tokens}
        what={t('tokens.list')}
        name={t('settings.tokens')}
        columns={columns}
        rowId={(token) => token.id}
        rowName={(token) => token.name}
        empty={<EmptyState icon={KeyRound} title={t('tokens.none')} reason={t('tokens.noneReason')} action={create} />}
        onPage={(to) => void setPage(to)}
      />
      {open?.kind === 'new' ? (
        <NewToken
          whose={whose}
          ownerId={forOwner}
          onClose={close}
          onCreated={(token) => setOpen({ kind: 'secret', token })}
        />
      ) : null}
      {open?.kind === 'secret' ? (
        <ShownOnce title={t('tokens.created')} what={t('tokens.createdWhat')} secret={open.token} onClose={close} />
      ) : null}
      {open?.kind === 'revoke' ? (
        <ConfirmDialog
          title={t('tokens.askRevoke', { name: open.token.name })}
          what={t('tokens.askRevokeWhat')}
          action={t('tokens.revoke')}
          danger
          onConfirm={() => revoke(open.token.id).then(() => toast(t('tokens.revokedNow')))}
          onClose={close}
        />
      ) : null}
    </>
  );
}
