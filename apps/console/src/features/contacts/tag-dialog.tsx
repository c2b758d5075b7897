'use client';

import { useTagContacts } from '@relance/console-data-access';
import { Button, Dialog, Field, Input } from '@relance/console-ui';
import { useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useAction } from '../shared/use-action.ts';
import { wordsOf } from '../shared/words-of.ts';

/** Adds and removes tags of several contacts. */
export function TagDialog({ ids, onClose, onDone }: { ids: string[]; onClose: () => void; onDone: () => void }) {
  const { t } = useI18n();
  const { mutateAsync, isPending } = useTagContacts();
  const [add, setAdd] = useState('');
  const [remove, setRemove] = useState('');
  const send = useAction(
    () => mutateAsync({ ids, add: wordsOf(add), remove: wordsOf(remove) }),
    () => {
      onDone();
      onClose();
      return t('contacts.tagged', { count: ids.length });
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('contacts.tagTitle', { count: ids.length })}
      closeLabel={t('action.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            intent="primary"
            busy={isPending}
            disabled={wordsOf(add).length + wordsOf(remove).length === 0}
            onClick={() => void send()}
          >
            {t('action.save')}
          </Button>
        </>
      }
    >
      <div className="mt-3 flex flex-col gap-4">
        <Field label={t('contacts.tagAdd')} hint={t('contacts.tagHint')}>
          {(field) => <Input {...field} value={add} onChange={(event) => setAdd(event.target.value)} />}
        </Field>
        <Field label={t('contacts.tagRemove')}>
          {(field) => <Input {...field} value={remove} onChange={(event) => setRemove(event.target.value)} />}
        </Field>
      </div>
    </Dialog>
  );
}
