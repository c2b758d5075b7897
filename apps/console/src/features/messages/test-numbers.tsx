'use client';

import { useQuery } from '@tanstack/react-query';
import {
  ownQueries,
  type TestNumber,
  useConfirmTestNumber,
  useRemoveTestNumber,
  useRequestTestCode,
} from '@relance/console-data-access';
import { Button, Dialog, Form, showRefusal, Skeleton, TextField, useForm } from '@relance/console-ui';
import { Send, Trash2 } from 'lucide-react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { useAction } from '../shared/use-action.ts';
import { useFormWords } from '../shared/use-form-words.ts';

/** Numbers besides the own one that test messages may go to: each is confirmed once with a code that it got on WhatsApp. */
export function TestNumbers({
  busy,
  onSend,
  onClose,
}: {
  busy: boolean;
  onSend: (phone: string) => void;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const query = useQuery(ownQueries.testNumbers());
  const numbers = query.data?.numbers;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('testNumbers.title')}
      description={t('testNumbers.what')}
      closeLabel={t('action.close')}
    >
      <div className="mt-4 flex flex-col gap-4">
        {numbers ? (
          numbers.length > 0 ? (
            <ul aria-label={t('testNumbers.title')} className="flex flex-col divide-y divide-border">
              {numbers.map((number) => (
                <Row key={number.phone} number={number} busy={busy} onSend={onSend} />
              ))}
            </ul>
          ) : null
        ) : query.isError ? (
          <Failure what={t('testNumbers.whatList')} query={query} />
        ) : (
          <div role="status" aria-label={t('testNumbers.title')}>
            <Skeleton className="h-16 w-full" />
          </div>
        )}
        <NewNumber />
      </div>
    </Dialog>
  );
}

function Row({
  number: { phone, confirmed },
  busy,
  onSend,
}: {
  number: TestNumber;
  busy: boolean;
  onSend: (phone: string) => void;
}) {
  const { t } = useI18n();
  const removal = useRemoveTestNumber();
  const remove = useAction(removal.mutateAsync, () => t('testNumbers.removed'));
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-mono text-work">{phone}</span>
        <span className="flex gap-2">
          {confirmed ? (
            <Button busy={busy} onClick={() => onSend(phone)} aria-label={t('testNumbers.sendTo', { phone })}>
              <Send aria-hidden strokeWidth={1.75} />
              {t('testNumbers.send')}
            </Button>
          ) : null}
          <Button
            intent="quiet"
            size="icon"
            aria-label={t('testNumbers.remove', { phone })}
            busy={removal.isPending}
            onClick={() => void remove(phone)}
          >
            <Trash2 aria-hidden strokeWidth={1.75} />
          </Button>
        </span>
      </div>
      {confirmed ? null : <Code phone={phone} />}
    </li>
  );
}

/** The code that the number got. */
function Code({ phone }: { phone: string }) {
  const { t } = useI18n();
  const words = useFormWords();
  const confirm = useConfirmTestNumber();
  const request = useRequestTestCode();
  const askAgain = useAction(request.mutateAsync, () => t('testNumbers.codeSent', { phone }));
  const form = useForm({ defaultValues: { code: '' } });
  const submit = async ({ code }: { code: string }) => {
    try {
      await confirm.mutateAsync({ phone, code });
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <Form form={form} onSubmit={submit} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          name="code"
          label={t('testNumbers.code')}
          required={t('field.required')}
          inputMode="numeric"
          autoComplete="one-time-code"
          className="font-mono"
        />
        <Button type="submit" busy={confirm.isPending}>
          {t('testNumbers.confirm')}
        </Button>
        <Button intent="quiet" busy={request.isPending} onClick={() => void askAgain(phone)}>
          {t('testNumbers.newCode')}
        </Button>
      </div>
    </Form>
  );
}

function NewNumber() {
  const { t } = useI18n();
  const words = useFormWords();
  const request = useRequestTestCode();
  const form = useForm({ defaultValues: { phone: '' } });
  const submit = async ({ phone }: { phone: string }) => {
    try {
      await request.mutateAsync(phone.trim());
      form.reset();
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <Form form={form} onSubmit={submit} className="flex flex-col gap-3 border-t border-border pt-4">
      <TextField
        name="phone"
        label={t('testNumbers.add')}
        hint={t('testNumbers.addHint')}
        required={t('field.required')}
        type="tel"
        autoComplete="off"
        className="font-mono"
      />
      <Button type="submit" className="self-start" busy={request.isPending}>
        {t('testNumbers.sendCode')}
      </Button>
    </Form>
  );
}
