'use client';

import { useMutation } from '@tanstack/react-query';
import { connectOwner, type SessionState } from '@relance/console-data-access';
import { Button, Field, Input, Notice } from '@relance/console-ui';
import { type FormEvent, useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LinkSteps, Waiting } from './link-steps.tsx';
import { toE164 } from './session-parts.ts';

/** A phone number in, eight characters out, to be typed on the phone. */
export function LinkByCode({ ownerId, state }: { ownerId: string; state: SessionState }) {
  const { t } = useI18n();
  const [wrong, setWrong] = useState(false);
  const asked = useMutation({
    mutationFn: (phoneNumber: string) => connectOwner(ownerId, { method: 'pairing_code', phoneNumber }),
  });
  const code = asked.data?.pairingCode;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const phone = toE164(String(new FormData(event.currentTarget).get('phone') ?? ''));
    setWrong(phone === null);
    if (phone) asked.mutate(phone);
  };

  if (state === 'pairing') return <Waiting>{t('link.pairing')}</Waiting>;
  if (code) {
    return (
      <div className="flex flex-col gap-6 md:flex-row md:items-center">
        <output
          aria-label={t('link.codeLabel')}
          className="self-center rounded-card border border-border bg-surface px-6 py-5 font-mono text-[28px] font-semibold leading-9 tracking-[0.12em]"
        >
          {code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code}
        </output>
        <LinkSteps steps={[t('link.step1'), t('link.step2Code'), t('link.step3Code')]} />
      </div>
    );
  }
  return (
    <form noValidate onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      {asked.isError ? <Notice tone="red">{asked.error.message}</Notice> : null}
      <Field label={t('link.phone')} hint={t('link.phoneHint')} error={wrong ? t('link.phoneWrong') : undefined}>
        {(ids) => <Input {...ids} name="phone" type="tel" inputMode="tel" autoComplete="off" className="font-mono" />}
      </Field>
      <Button type="submit" intent="primary" busy={asked.isPending} className="self-start">
        {t('link.askCode')}
      </Button>
    </form>
  );
}
