'use client';

import { useForgotPassword } from '@relance/console-data-access';
import { Button, Form, Notice, showRefusal, TextField, useForm } from '@relance/console-ui';
import Link from 'next/link';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useFormWords } from '../shared/use-form-words.ts';
import { LoginCard } from './login-card.tsx';

/** Asks for a link by mail. Whether the address is known is not told. */
export function ForgotPasswordForm() {
  const { t } = useI18n();
  const words = useFormWords();
  const { mutateAsync, isSuccess } = useForgotPassword();
  const form = useForm({ defaultValues: { email: '' } });
  return (
    <LoginCard title={t('forgot.title')} subtitle={t('forgot.subtitle')}>
      {isSuccess ? (
        <div role="status">
          <Notice tone="blue">{t('forgot.sent')}</Notice>
        </div>
      ) : (
        <Form
          form={form}
          onSubmit={({ email }) =>
            mutateAsync(email.trim()).then(
              () => undefined,
              (refusal: unknown) => showRefusal(form, refusal, words),
            )
          }
        >
          <TextField
            name="email"
            label={t('login.email')}
            type="email"
            autoComplete="username"
            required={t('field.required')}
            autoFocus
          />
          <Button type="submit" intent="primary" busy={form.formState.isSubmitting} className="mt-2 h-10">
            {t('forgot.send')}
          </Button>
        </Form>
      )}
      <Link href="/login" className="self-center py-2 text-table text-accent hover:underline">
        {t('password.toLogin')}
      </Link>
    </LoginCard>
  );
}
