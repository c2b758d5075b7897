'use client';

import { ApiError, useLogin } from '@relance/console-data-access';
import { Button, Field, Input, Notice } from '@relance/console-ui';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { type Translate } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Logo } from '../frame/logo.tsx';
import { afterLogin } from './after-login.ts';

/** E-mail and password; what is wrong is said plainly and beside the field it concerns. */
export function LoginForm({ next, ended }: { next?: string; ended?: boolean }) {
  const { t } = useI18n();
  const router = useRouter();
  const login = useLogin();
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email') ?? '').trim();
    const password = String(form.get('password') ?? '');
    const empty = {
      email: email ? undefined : t('login.missing'),
      password: password ? undefined : t('login.missing'),
    };
    setMissing(empty);
    if (empty.email || empty.password) return;
    login.mutate({ email, password }, { onSuccess: () => router.replace(afterLogin(next)) });
  };

  return (
    <main className="grid min-h-dvh place-items-center px-4 py-8">
      <form
        noValidate
        method="post"
        onSubmit={submit}
        className="flex w-full max-w-sm flex-col gap-4 rounded-card border border-border bg-surface p-6 md:p-8"
      >
        <div className="mb-2 flex flex-col gap-1">
          <Logo className="mb-3 size-9" />
          <h1 className="text-title font-semibold">{t('login.title')}</h1>
          <p className="text-work text-muted">{t('login.subtitle')}</p>
        </div>
        {login.error ? (
          <div role="alert">
            <Notice tone="red">{refusalInWords(login.error, t)}</Notice>
          </div>
        ) : ended ? (
          <Notice tone="blue">{t('login.ended')}</Notice>
        ) : null}
        <Field label={t('login.email')} error={missing.email}>
          {(ids) => <Input {...ids} name="email" type="email" autoComplete="username" autoFocus />}
        </Field>
        <Field label={t('login.password')} error={missing.password}>
          {(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" />}
        </Field>
        <Button type="submit" intent="primary" busy={login.isPending || login.isSuccess} className="mt-2 h-10">
          {t('login.submit')}
        </Button>
      </form>
    </main>
  );
}

function refusalInWords(error: unknown, t: Translate): string {
  if (!(error instanceof ApiError) || error.status === 0) return t('error.unreachable');
  if (error.status === 401) return t('login.wrong');
  if (error.status === 403) return t('login.forbidden');
  if (error.status === 429) return t('login.locked', { seconds: error.retryAfterSeconds ?? 60 });
  return error.message;
}
