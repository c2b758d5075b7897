'use client';

import { useMutation } from '@tanstack/react-query';
import { type ConnectAnswer, connectOwner, type SessionView, useNow } from '@relance/console-data-access';
import { Button, CountdownRing, Field, Input, Notice } from '@relance/console-ui';
import { type FormEvent, useState } from 'react';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LinkSteps, Waiting } from './link-steps.tsx';
import { isOfferOver, secondsUntil, toE164 } from './session-parts.ts';

/** WhatsApp's own: a pairing code lives as long as the codes to scan of one attempt, 160 s. */
const lifetimeSeconds = 160;

/** A phone number in, eight characters out, to be typed on the phone. */
export function LinkByCode({
  session,
  ownerId,
}: {
  session: SessionView;
  /** Null: the own phone. */
  ownerId: string | null;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const [wrong, setWrong] = useState(false);
  const asked = useMutation({
    mutationFn: (phoneNumber: string) => connectOwner(ownerId, { method: 'pairing_code', phoneNumber }),
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const phone = toE164(String(new FormData(event.currentTarget).get('phone') ?? ''));
    setWrong(phone === null);
    if (phone) asked.mutate(phone);
  };

  if (session.sessionState === 'pairing') return <Waiting>{t('link.pairing')}</Waiting>;
  if (asked.data?.pairingCode) {
    const again = () => asked.mutate(asked.variables);
    return <Offer answer={asked.data} session={session} busy={asked.isPending} onAgain={again} />;
  }
  return (
    <form noValidate onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      {asked.isError ? (
        <Notice tone="red" isAlert>
          {refusalInWords(asked.error, i18n)}
        </Notice>
      ) : null}
      <Field label={t('link.phone')} hint={t('link.phoneHint')} error={wrong ? t('link.phoneWrong') : undefined}>
        {(ids) => <Input {...ids} name="phone" type="tel" inputMode="tel" autoComplete="off" className="font-mono" />}
      </Field>
      <Button type="submit" intent="primary" busy={asked.isPending} className="self-start">
        {t('link.askCode')}
      </Button>
    </form>
  );
}

/** The code, the time it has left, and how to get another once it is of no use. */
function Offer({
  answer,
  session,
  busy,
  onAgain,
}: {
  answer: ConnectAnswer;
  session: SessionView;
  busy: boolean;
  onAgain: () => void;
}) {
  const { t } = useI18n();
  const code = answer.pairingCode ?? '';
  const seconds = secondsUntil(answer.pairingCodeExpiresAt, useNow()) ?? 0;
  if (seconds === 0 || isOfferOver(answer, session)) {
    return (
      <div className="flex flex-col items-start gap-3">
        <Notice tone="yellow">{t('link.codeOver')}</Notice>
        <Button intent="primary" busy={busy} onClick={onAgain}>
          {t('link.codeAgain')}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-6 md:flex-row md:items-center">
      <output
        aria-label={t('link.codeLabel')}
        className="self-center rounded-card border border-border bg-surface px-6 py-5 font-mono text-[28px] font-semibold leading-9 tracking-[0.12em]"
      >
        {code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code}
      </output>
      <div className="flex flex-1 flex-col gap-5">
        <LinkSteps steps={[t('link.step1'), t('link.step2Code'), t('link.step3Code')]} />
        <p className="flex items-center gap-3 text-table text-muted">
          <CountdownRing
            seconds={seconds}
            fraction={seconds / lifetimeSeconds}
            label={t('link.codeTimer', { count: seconds })}
          />
          {t('link.codeGood')}
        </p>
      </div>
    </div>
  );
}
