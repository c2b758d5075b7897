'use client';

import { ApiError, useLogin } from '@relance/console-data-access';
import { Button, Form, Notice, TextField, useForm } from '@relance/console-ui';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { type I18n, useI18n } from '../../i18n/use-i18n.tsx';
import { afterLogin } from './after-login.ts';
import { LoginCard } from './login-card.tsx';

type Values = { email: string; password: string; code?: string };

/** E-mail and password, then the code of the second factor where the account has one. */
export function LoginForm({ next, ended, canReset }: { next?: string; ended?: boolean; canReset?: boolean }) {
  const i18n = useI18n();
  const { t } = i18n;
  const router = useRouter();
  const { mutateAsync, isSuccess } = useLogin();
  // Without default values: what was typed or filled in before this script was there is kept.
  const form = useForm<Values>();
  const [asksForCode, setAsksForCode] = useState(false);

  const logIn = async ({ email, password, code: typed }: Values) => {
    const code = asksForCode ? typed?.replace(/\s/g, '') : undefined;
    try {
      const user = await mutateAsync({ email: email.trim(), password, ...(code && { code }) });
      router.replace(afterLogin(next, user.role));
    } catch (error) {
      if (!asksForCode && error instanceof ApiError && error.code === 'TWO_FACTOR_REQUIRED') setAsksForCode(true);
      else form.setError('root', { message: loginRefusal(error, i18n, asksForCode) });
    }
  };
  const isRefused = form.formState.errors.root !== undefined;

  return (
    <LoginCard title={t('login.title')} subtitle={t(asksForCode ? 'login.codeSubtitle' : 'login.subtitle')}>
      <Form form={form} onSubmit={logIn}>
        {ended && !asksForCode && !isRefused ? <Notice tone="blue">{t('login.ended')}</Notice> : null}
        <div className={asksForCode ? 'hidden' : 'contents'}>
          <TextField
            name="email"
            label={t('login.email')}
            type="email"
            autoComplete="username"
            required={t('field.required')}
            autoFocus
          />
          <TextField
            name="password"
            label={t('login.password')}
            type="password"
            autoComplete="current-password"
            required={t('field.required')}
          />
        </div>
        {asksForCode ? (
          <TextField
            name="code"
            label={t('login.code')}
            hint={t('login.codeHint')}
            autoComplete="one-time-code"
            required={t('field.required')}
            autoFocus
            className="font-mono tracking-widest"
          />
        ) : null}
        <Button type="submit" intent="primary" busy={form.formState.isSubmitting || isSuccess} className="mt-2 h-10">
          {t(asksForCode ? 'login.codeSubmit' : 'login.submit')}
        </Button>
        {asksForCode ? (
          <Button
            intent="quiet"
            onClick={() => {
              setAsksForCode(false);
              form.unregister('code');
              form.clearErrors();
            }}
          >
            {t('action.back')}
          </Button>
        ) : canReset ? (
          <Link href="/forgot-password" className="self-center py-2 text-table text-accent hover:underline">
            {t('login.forgot')}
          </Link>
        ) : null}
      </Form>
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
