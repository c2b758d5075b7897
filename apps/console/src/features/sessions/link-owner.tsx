'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sessionQueries } from '@relance/console-data-access';
import { Button, Dialog, Field, Input, Notice } from '@relance/console-ui';
import { QrCode } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useSessionActions } from './session-actions.tsx';
import { isOwnerId } from './session-parts.ts';

/** Links a phone for an owner who is in no list yet: asks for the id, then goes on as from a row. */
export function LinkOwner() {
  const { t } = useI18n();
  const { allowed } = useSessionActions();
  const [open, setOpen] = useState(false);
  if (!allowed) return null;
  return (
    <>
      <Button intent="primary" size="small" onClick={() => setOpen(true)}>
        <QrCode aria-hidden strokeWidth={1.75} />
        <span className="max-md:sr-only">{t('linkOwner.open')}</span>
      </Button>
      {open ? <AskForOwner onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function AskForOwner({ onClose }: { onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const client = useQueryClient();
  const { run } = useSessionActions();
  const form = useId();
  const [wrong, setWrong] = useState(false);
  const found = useMutation({
    mutationFn: (ownerId: string) => client.fetchQuery({ ...sessionQueries.detail(ownerId), staleTime: 0 }),
    onSuccess: (session) => {
      onClose();
      run(session, 'link');
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const ownerId = String(new FormData(event.currentTarget).get('owner') ?? '').trim();
    setWrong(!isOwnerId(ownerId));
    if (isOwnerId(ownerId)) found.mutate(ownerId);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('linkOwner.title')}
      description={<p>{t('linkOwner.what')}</p>}
      closeLabel={t('action.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('linkOwner.leave')}</Button>
          <Button type="submit" form={form} intent="primary" busy={found.isPending}>
            {t('linkOwner.go')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="mt-4 flex flex-col gap-4">
        {found.isError ? (
          <Notice tone="red" isAlert>
            {refusalInWords(found.error, i18n)}
          </Notice>
        ) : null}
        <Field
          label={t('linkOwner.id')}
          hint={t('linkOwner.idHint')}
          error={wrong ? t('linkOwner.idWrong') : undefined}
        >
          {(ids) => <Input {...ids} name="owner" autoComplete="off" spellCheck={false} className="font-mono" />}
        </Field>
      </form>
    </Dialog>
  );
}
