'use client';

import { ApiError, useLogin } from '@relance/console-data-access';
import { Button, Field, Input, Notice } from '@relance/console-ui';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { type I18n, useI18n } from '../../i18n/use-i18n.tsx';
import { afterLogin } from './after-login.ts';
import { LoginCard } from './login-card.tsx';

/** E-mail and password, then the code of the second factor where the account has one. */
export function LoginForm({ next, ended, canReset }: { next?: string; ended?: boolean; canReset?: boolean }) {
  const i18n = useI18n();
  const { t } = i18n;
  const router = useRouter();
  const login = useLogin();
  const [missing, setMissing] = useState<{ email?: string; password?: string; code?: string }>({});
  const [asksForCode, setAsksForCode] = useState(false);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = (name: string) => String(form.get(name) ?? '');
    const [email, password, code] = [read('email').trim(), read('password'), read('code').replace(/\s/g, '')];
    const empty = {
      email: email ? undefined : t('login.missing'),
      password: password ? undefined : t('login.missing'),
      code: code || !asksForCode ? undefined : t('login.missing'),
    };
    setMissing(empty);
    if (empty.email || empty.password || empty.code) return;
    login.mutate(
      { email, password, ...(code && { code }) },
      {
        onSuccess: (user) => router.replace(afterLogin(next, user.role)),
        onError: (error) => {
          if (error instanceof ApiError && error.code === 'TWO_FACTOR_REQUIRED') setAsksForCode(true);
        },
      },
    );
  };
  const isFirstAsking = login.error instanceof ApiError && login.error.code === 'TWO_FACTOR_REQUIRED';

  return (
    <LoginCard title={t('login.title')} subtitle={t(asksForCode ? 'login.codeSubtitle' : 'login.subtitle')}>
      <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
        {login.error && !isFirstAsking ? (
          <div role="alert">
            <Notice tone="red">{loginRefusal(login.error, i18n, asksForCode)}</Notice>
          </div>
        ) : ended && !asksForCode ? (
          <Notice tone="blue">{t('login.ended')}</Notice>
        ) : null}
        <div className={asksForCode ? 'hidden' : 'contents'}>
          <Field label={t('login.email')} error={missing.email}>
            {(ids) => <Input {...ids} name="email" type="email" autoComplete="username" autoFocus />}
          </Field>
          <Field label={t('login.password')} error={missing.password}>
            {(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" />}
          </Field>
        </div>
        {asksForCode ? (
          <Field label={t('login.code')} hint={t('login.codeHint')} error={missing.code}>
            {(ids) => (
              <Input
                {...ids}
                name="code"
                autoComplete="one-time-code"
                autoFocus
                className="font-mono tracking-widest"
              />
            )}
          </Field>
        ) : null}
        <Button type="submit" intent="primary" busy={login.isPending || login.isSuccess} className="mt-2 h-10">
          {t(asksForCode ? 'login.codeSubmit' : 'login.submit')}
        </Button>
        {asksForCode ? (
          <Button
            intent="quiet"
            onClick={() => {
              setAsksForCode(false);
              login.reset();
            }}
          >
            {t('action.back')}
          </Button>
        ) : canReset ? (
          <Link href="/forgot-password" className="self-center py-2 text-table text-accent hover:underline">
            {t('login.forgot')}
          </Link>
        ) : null}
      </form>
    </LoginCard>
  );
}

function loginRefusal(error: unknown, i18n: I18n, withCode: boolean): string {
  const { t } = i18n;
  if (!(error instanceof ApiError) || error.status === 0) return t('error.unreachable');
  if (error.status === 401) return t(withCode ? 'login.wrongCode' : 'login.wrong');
  if (error.status === 403) return t('login.forbidden');
  if (error.status === 429) {
    const seconds = error.retryAfterSeconds ?? 60;
    return seconds > 120
      ? t('login.lockedMinutes', { count: Math.ceil(seconds / 60) })
      : t('login.locked', { seconds });
  }
  return refusalInWords(error, i18n);
}
