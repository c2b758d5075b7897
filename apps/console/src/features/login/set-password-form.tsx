'use client';

import { ApiError, useSetPassword } from '@relance/console-data-access';
import { Button, Form, showRefusal, TextField, useForm } from '@relance/console-ui';
import Link from 'next/link';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useFormWords } from '../shared/use-form-words.ts';
import { LoginCard } from './login-card.tsx';

const shortest = 12;
type Values = { password: string; repeated: string };

/** Sets a password by the one-time link of an invitation or a reset. */
export function SetPasswordForm({ kind, token }: { kind: 'invite' | 'reset'; token: string }) {
  const { t } = useI18n();
  const words = useFormWords();
  const { mutateAsync, isSuccess, error } = useSetPassword(kind);
  const form = useForm<Values>({ defaultValues: { password: '', repeated: '' } });
  const isOver = error instanceof ApiError && [401, 404, 410].includes(error.status);

  const save = async ({ password, repeated }: Values) => {
    if (password.length < shortest) {
      return form.setError('password', { message: t('password.short', { count: shortest }) }, { shouldFocus: true });
    }
    if (password !== repeated) {
      return form.setError('repeated', { message: t('password.different') }, { shouldFocus: true });
    }
    await mutateAsync({ token, password }).catch((refusal: unknown) => showRefusal(form, refusal, words));
  };

  if (isSuccess) {
    return (
      <LoginCard title={t('password.setTitle')} subtitle={t('password.set')}>
        <Button asChild intent="primary">
          <Link href="/login">{t('login.submit')}</Link>
        </Button>
      </LoginCard>
    );
  }
  if (isOver) {
    return (
      <LoginCard title={t('password.linkOverTitle')} subtitle={t(`password.linkOver.${kind}`)}>
        <Button asChild>
          <Link href="/login">{t('password.toLogin')}</Link>
        </Button>
      </LoginCard>
    );
  }
  return (
    <LoginCard title={t(`password.title.${kind}`)} subtitle={t('password.subtitle', { count: shortest })}>
      <Form form={form} onSubmit={save}>
        <TextField
          name="password"
          label={t('password.new')}
          hint={t('password.hint', { count: shortest })}
          type="password"
          autoComplete="new-password"
          required={t('field.required')}
          autoFocus
        />
        <TextField
          name="repeated"
          label={t('password.repeat')}
          type="password"
          autoComplete="new-password"
          required={t('field.required')}
        />
        <Button type="submit" intent="primary" busy={form.formState.isSubmitting} className="mt-2 h-10">
          {t('password.save')}
        </Button>
      </Form>
    </LoginCard>
  );
}
