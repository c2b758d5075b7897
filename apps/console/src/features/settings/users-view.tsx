'use client';

import { useQuery } from '@tanstack/react-query';
import {
  type Account,
  accountQueries,
  authQueries,
  type Invitation,
  useChangeUser,
  useDeleteUser,
  type UserAction,
  useUserAction,
} from '@relance/console-data-access';
import {
  Button,
  type DataColumn,
  EmptyState,
  Menu,
  MenuItem,
  MenuSeparator,
  StatusBadge,
  Tag,
} from '@relance/console-ui';
import { Ban, CircleCheck, Ellipsis, KeyRound, Mail, Pencil, Trash2, UserPlus, Users } from 'lucide-react';
import { parseAsInteger, parseAsString, useQueryState, useQueryStates } from 'nuqs';
import { useCallback, useMemo, useState } from 'react';
import { toast } from 'sonner';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { ShownOnce } from '../shared/shown-once.tsx';
import { DataList } from '../shared/data-list.tsx';
import { SearchField } from '../shared/search-field.tsx';
import { whenShown } from '../shared/when-shown.tsx';

const UserDialog = whenShown(() => import('./user-dialog.tsx').then((part) => part.UserDialog));

const statusLooks = {
  invited: { tone: 'blue', icon: Mail },
  active: { tone: 'green', icon: CircleCheck },
  disabled: { tone: 'neutral', icon: Ban },
} as const;

type Open =
  | { kind: 'invite' }
  | { kind: 'edit'; user: Account }
  | { kind: 'link'; url: string; of: UserAction | 'new' }
  | { kind: 'ask'; action: UserAction | 'delete'; user: Account };

/** Who may log in. */
export function UsersView() {
  const { t, word } = useI18n();
  const [{ q, page }, set] = useQueryStates({ q: parseAsString, page: parseAsInteger.withDefault(1) });
  const query = useQuery(accountQueries.users({ q, page }));
  const mayChange = useQuery(authQueries.me()).data?.role === 'admin';
  /** Somebody to invite at once, as the page that led here says: the id of an owner, or nothing but that. */
  const [invited, setInvited] = useQueryState('invite');
  const [chosen, setOpen] = useState<Open | null>(null);
  const open: Open | null = chosen ?? (invited !== null && mayChange ? { kind: 'invite' } : null);
  const { mutateAsync: act } = useUserAction();
  const { mutateAsync: remove } = useDeleteUser();
  const { mutateAsync: change } = useChangeUser();
  const close = () => {
    setOpen(null);
    void setInvited(null);
  };
  const search = useCallback((text: string | null) => void set({ q: text, page: null }), [set]);

  const columns = useMemo<DataColumn<Account>[]>(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        cell: (user) => (
          <>
            <span className="block truncate font-medium">
              <bdi>{user.name || user.email}</bdi>
            </span>
            {user.name ? <span className="block truncate text-caption text-muted">{user.email}</span> : null}
          </>
        ),
      },
      { id: 'role', header: t('users.role'), width: 'w-[160px]', cell: (user) => word('roleShort', user.role) },
      {
        id: 'status',
        header: t('column.status'),
        width: 'w-[132px]',
        cell: (user) => <StatusBadge look={statusLooks[user.status]} label={t(`users.status.${user.status}`)} />,
      },
      {
        id: 'twoFactor',
        header: t('users.twoFactor'),
        width: 'w-[120px]',
        hideBelow: 'lg',
        cell: (user) =>
          user.twoFactor ? (
            <Tag tone="green">{t('common.yes')}</Tag>
          ) : (
            <span className="text-muted">{t('common.no')}</span>
          ),
      },
      {
        id: 'lastLogin',
        header: t('users.lastLogin'),
        width: 'w-[160px]',
        hideBelow: 'lg',
        cell: (user) =>
          user.lastLoginAt ? <Time at={user.lastLoginAt} /> : <span className="text-muted">{t('users.never')}</span>,
      },
    ],
    [t, word],
  );

  const menu = (user: Account) => (
    <Menu
      trigger={
        <Button intent="quiet" size="icon" aria-label={t('action.more', { name: user.name ?? user.email })}>
          <Ellipsis aria-hidden strokeWidth={1.75} />
        </Button>
      }
    >
      <MenuItem icon={Pencil} onSelect={() => setOpen({ kind: 'edit', user })}>
        {t('action.edit')}
      </MenuItem>
      {user.status === 'invited' ? (
        <MenuItem icon={Mail} onSelect={() => setOpen({ kind: 'ask', action: 'invite', user })}>
          {t('users.do.invite')}
        </MenuItem>
      ) : (
        <MenuItem icon={KeyRound} onSelect={() => setOpen({ kind: 'ask', action: 'reset-password', user })}>
          {t('users.do.reset-password')}
        </MenuItem>
      )}
      <MenuSeparator />
      {user.status === 'disabled' ? (
        <MenuItem icon={CircleCheck} onSelect={() => setOpen({ kind: 'ask', action: 'enable', user })}>
          {t('users.do.enable')}
        </MenuItem>
      ) : (
        <MenuItem icon={Ban} onSelect={() => setOpen({ kind: 'ask', action: 'disable', user })}>
          {t('users.do.disable')}
        </MenuItem>
      )}
      <MenuItem icon={Trash2} danger onSelect={() => setOpen({ kind: 'ask', action: 'delete', user })}>
        {t('action.delete')}
      </MenuItem>
    </Menu>
  );

  const confirm = async (action: UserAction | 'delete', user: Account): Promise<void> => {
    if (action === 'delete') {
      await remove(user.id);
      toast(t('users.done.delete'));
      return;
    }
    const answer = await act({ id: user.id, action });
    const url = answer.inviteUrl ?? answer.resetUrl;
    if (url) setTimeout(() => setOpen({ kind: 'link', url, of: action }));
    else toast(t(`users.done.${action}`));
  };

  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <SearchField value={q} onSearch={search} label={t('users.search')} busy={query.isPlaceholderData} />
        <span className="flex-1 max-md:hidden" />
        {mayChange ? (
          <Button intent="primary" onClick={() => setOpen({ kind: 'invite' })}>
            <UserPlus aria-hidden strokeWidth={1.75} />
            {t('users.invite')}
          </Button>
        ) : null}
      </div>
      <DataList
        query={query}
        rowsOf={(answer) => answer.users}
        what={t('users.what')}
        name={t('settings.users')}
        columns={columns}
        rowId={(user) => user.id}
        rowName={(user) => user.name ?? user.email}
        menu={mayChange ? menu : undefined}
        empty={<EmptyState icon={Users} title={t('users.none')} reason={t('users.noneReason')} />}
        onPage={(to) => void set({ page: to })}
      />
      {open?.kind === 'invite' ? (
        <UserDialog
          ownerId={invited ?? ''}
          onClose={close}
          onInvited={({ inviteUrl }: Invitation) => setOpen({ kind: 'link', url: inviteUrl, of: 'new' })}
        />
      ) : null}
      {open?.kind === 'edit' ? (
        <UserDialog
          user={open.user}
          onClose={close}
          onSave={(values) => change({ id: open.user.id, ...values }).then(() => toast(t('action.saved')))}
        />
      ) : null}
      {open?.kind === 'link' ? (
        <ShownOnce
          title={t(open.of === 'reset-password' ? 'users.resetLink' : 'users.inviteLink')}
          what={t(open.of === 'reset-password' ? 'users.resetLinkWhat' : 'users.inviteLinkWhat')}
          secret={open.url}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'ask' ? (
        <ConfirmDialog
          title={t(`users.ask.${open.action}`, { name: open.user.name ?? open.user.email })}
          what={t(`users.ask.${open.action}What`)}
          action={open.action === 'delete' ? t('action.delete') : t(`users.do.${open.action}`)}
          danger={open.action === 'delete' || open.action === 'disable'}
          onConfirm={() => confirm(open.action, open.user)}
          onClose={close}
        />
      ) : null}
    </>
  );
}
