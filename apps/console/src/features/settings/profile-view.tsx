'use client';

import { useQuery } from '@tanstack/react-query';
import {
  accountQueries,
  authQueries,
  useChangePassword,
  useEndLoginSession,
  useSaveProfile,
} from '@relance/console-data-access';
import { Button, Form, SelectField, showRefusal, Skeleton, Tag, TextField, useForm } from '@relance/console-ui';
import { toast } from 'sonner';
import { Time } from '../../format/time.tsx';
import { type Language, languageOptions } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { useChooseLanguage } from '../frame/preferences.tsx';
import { useAction } from '../shared/use-action.ts';
import { FormLeaveGuard } from '../shared/leave-guard.tsx';
import { useFormWords } from '../shared/use-form-words.ts';
import { SettingsSection } from './settings-frame.tsx';
import { TwoFactor } from './two-factor.tsx';

const shortest = 12;

/** One's own account: name, language, password, second factor, where one is logged in. */
export function ProfileView() {
  const { t, word } = useI18n();
  const me = useQuery(authQueries.me()).data;
  return (
    <div className="flex flex-col gap-4">
      <SettingsSection
        title={t('profile.account')}
        what={me ? `${me.email ?? me.id} · ${word('roleShort', me.role)}` : undefined}
      >
        {me ? <Account name={me.name ?? ''} /> : <Skeleton className="h-24 w-full" />}
      </SettingsSection>
      <SettingsSection title={t('login.password')} what={t('profile.passwordWhat')}>
        <Password />
      </SettingsSection>
      <SettingsSection title={t('twoFactor.title')} what={t('twoFactor.what')}>
        {me ? <TwoFactor enabled={me.twoFactor ?? false} /> : <Skeleton className="h-9 w-40" />}
      </SettingsSection>
      <SettingsSection title={t('profile.sessions')} what={t('profile.sessionsWhat')}>
        <LoginSessions />
      </SettingsSection>
    </div>
  );
}

function Account({ name }: { name: string }) {
  const { t, language } = useI18n();
  const words = useFormWords();
  const chooseLanguage = useChooseLanguage();
  const { mutateAsync } = useSaveProfile();
  const form = useForm<{ name: string; language: Language }>({ defaultValues: { name, language } });
  const save = async (values: { name: string; language: Language }) => {
    try {
      await mutateAsync({ ...(values.name.trim() && { name: values.name.trim() }), language: values.language });
      if (values.language !== language) chooseLanguage(values.language);
      toast(t('action.saved'));
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <Form form={form} onSubmit={save}>
      <FormLeaveGuard />
      <TextField name="name" label={t('column.name')} autoComplete="name" maxLength={100} />
      <SelectField name="language" label={t('language.label')} options={languageOptions} />
      <div>
        <Button type="submit" intent="primary" busy={form.formState.isSubmitting}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}

type Values = { currentPassword: string; newPassword: string; repeated: string };

function Password() {
  const { t } = useI18n();
  const words = useFormWords();
  const { mutateAsync } = useChangePassword();
  const form = useForm<Values>({ defaultValues: { currentPassword: '', newPassword: '', repeated: '' } });
  const save = async ({ currentPassword, newPassword, repeated }: Values) => {
    if (newPassword.length < shortest) {
      return form.setError('newPassword', { message: t('password.short', { count: shortest }) }, { shouldFocus: true });
    }
    if (newPassword !== repeated) {
      return form.setError('repeated', { message: t('password.different') }, { shouldFocus: true });
    }
    try {
      await mutateAsync({ currentPassword, newPassword });
      form.reset();
      toast(t('profile.passwordChanged'));
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <Form form={form} onSubmit={save}>
      <FormLeaveGuard />
      <TextField
        name="currentPassword"
        type="password"
        label={t('profile.currentPassword')}
        autoComplete="current-password"
        required={t('field.required')}
      />
      <TextField
        name="newPassword"
        type="password"
        label={t('password.new')}
        hint={t('password.hint', { count: shortest })}
        autoComplete="new-password"
        required={t('field.required')}
      />
      <TextField
        name="repeated"
        type="password"
        label={t('password.repeat')}
        autoComplete="new-password"
        required={t('field.required')}
      />
      <div>
        <Button type="submit" intent="primary" busy={form.formState.isSubmitting}>
          {t('profile.changePassword')}
        </Button>
      </div>
    </Form>
  );
}

function LoginSessions() {
  const { t } = useI18n();
  const query = useQuery(accountQueries.loginSessions());
  const { mutateAsync, isPending } = useEndLoginSession();
  const end = useAction(mutateAsync, () => t('profile.sessionEnded'));
  if (query.isPending) return <Skeleton className="h-16 w-full" />;
  if (!query.data) {
    return <Failure what={t('profile.sessionsList')} query={query} />;
  }
  return (
    <ul className="rounded-card border border-border text-table" aria-label={t('profile.sessions')}>
      {query.data.sessions.map((session) => (
        <li
          key={session.id}
          className="flex min-h-11 items-center justify-between gap-3 border-t border-border px-3 py-2 first:border-t-0"
        >
          <span className="min-w-0">
            {t('profile.sessionFrom')} <Time at={session.createdAt} exact />
            <span className="block text-caption text-muted">
              {t('profile.sessionSeen')} <Time at={session.lastSeenAt} />
            </span>
          </span>
          {session.current ? (
            <span className="shrink-0">
              <Tag tone="green">{t('profile.thisSession')}</Tag>
            </span>
          ) : (
            <Button size="small" disabled={isPending} onClick={() => void end(session.id)}>
              {t('profile.endSession')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
