'use client';

import { useQuery } from '@tanstack/react-query';
import {
  accountQueries,
  type ApiToken,
  authQueries,
  useCreateToken,
  useRevokeToken,
} from '@relance/console-data-access';
import {
  Button,
  type DataColumn,
  Dialog,
  EmptyState,
  Field,
  Form,
  SelectField,
  showRefusal,
  Tag,
  TextField,
  useForm,
  useWatch,
} from '@relance/console-ui';
import { KeyRound, Plus } from 'lucide-react';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { ConfirmDialog, ShownOnce } from '../shared/confirm-dialog.tsx';
import { DataList } from '../shared/data-list.tsx';
import { OwnerPicker } from '../shared/owner-picker.tsx';
import { useFormWords } from '../shared/use-form-words.ts';

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
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
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
        <NewToken whose={whose} onClose={close} onCreated={(token) => setOpen({ kind: 'secret', token })} />
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
          onConfirm={() => revoke(open.token.id)}
          onClose={close}
        />
      ) : null}
    </>
  );
}

type Values = { name: string; audience: ApiToken['audience']; ownerId: string | null; expiresOn: string };

function NewToken({
  whose,
  onClose,
  onCreated,
}: {
  whose: 'admin' | 'own';
  onClose: () => void;
  onCreated: (token: string) => void;
}) {
  const { t, word } = useI18n();
  const words = useFormWords();
  const { mutateAsync } = useCreateToken(whose);
  const form = useForm<Values>({ defaultValues: { name: '', audience: 'user', ownerId: null, expiresOn: '' } });
  const audience = useWatch({ control: form.control, name: 'audience' });
  const ownerId = useWatch({ control: form.control, name: 'ownerId' });
  form.register('ownerId');
  const save = async (values: Values) => {
    const forOwner = whose === 'admin' && values.audience === 'user';
    if (forOwner && !values.ownerId) return form.setError('ownerId', { message: t('field.required') });
    try {
      const made = await mutateAsync({
        name: values.name.trim(),
        ...(whose === 'admin' && { audience: values.audience }),
        ...(forOwner && values.ownerId && { ownerId: values.ownerId }),
        ...(values.expiresOn && { expiresAt: new Date(`${values.expiresOn}T23:59:59`).toISOString() }),
      });
      onCreated(made.token);
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <Dialog open onClose={onClose} title={t('tokens.create')} closeLabel={t('action.close')}>
      <Form form={form} onSubmit={save} className="mt-4 flex flex-col gap-4">
        <TextField
          name="name"
          label={t('column.name')}
          hint={t('tokens.nameHint')}
          required={t('field.required')}
          maxLength={100}
        />
        {whose === 'admin' ? (
          <SelectField
            name="audience"
            label={t('tokens.audience')}
            hint={t(`tokens.audienceHint.${audience}`)}
            options={(['user', 'service', 'support', 'admin'] as const).map((value) => ({
              value,
              label: word('audience', value),
            }))}
          />
        ) : null}
        {whose === 'admin' && audience === 'user' ? (
          <Field label={t('column.owner')} error={form.formState.errors.ownerId?.message}>
            {(ids) => (
              <OwnerPicker
                label={t('column.owner')}
                placeholder={t('filter.ownerSearch')}
                value={ownerId}
                onChange={(id) => form.setValue('ownerId', id, { shouldValidate: false })}
                field={ids}
              />
            )}
          </Field>
        ) : null}
        <TextField name="expiresOn" type="date" label={t('tokens.expiresOn')} hint={t('tokens.expiresHint')} />
        <div className="flex flex-col-reverse gap-2 md:flex-row md:justify-end">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" intent="primary" busy={form.formState.isSubmitting}>
            {t('tokens.create')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
