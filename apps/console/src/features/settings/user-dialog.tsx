'use client';

import { type Account, type Invitation, type Role, useInviteUser } from '@relance/console-data-access';
import { SelectField, showRefusal, TextField, useForm, useWatch } from '@relance/console-ui';
import { languageOptions } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { useFormWords } from '../shared/use-form-words.ts';

type Language = 'fr' | 'en';
type Values = { email: string; name: string; role: Role; ownerId: string; language: Language };
const roles: readonly Role[] = ['user', 'support', 'admin'];

/** Invites somebody, or changes name, role and language of an account. */
export function UserDialog({
  user,
  ownerId = '',
  onClose,
  onInvited,
  onSave,
}: {
  user?: Account;
  /** Which owner the invited one will be, when that is known already. */
  ownerId?: string;
  onClose: () => void;
  onInvited?: (invitation: Invitation) => void;
  onSave?: (values: { name: string; role: Role; language: Language }) => Promise<unknown>;
}) {
  const { t, word, language } = useI18n();
  const words = useFormWords();
  const { mutateAsync: invite } = useInviteUser();
  const form = useForm<Values>({
    defaultValues: {
      email: user?.email ?? '',
      name: user?.name ?? '',
      role: user?.role ?? 'user',
      ownerId,
      language: user?.language ?? language,
    },
  });
  const role = useWatch({ control: form.control, name: 'role' });
  const save = async ({ email, name, role: chosen, ownerId: owner, language: spoken }: Values) => {
    try {
      if (user) {
        await onSave?.({ name: name.trim(), role: chosen, language: spoken });
        onClose();
        return;
      }
      const ownOwner = chosen === 'user' && owner.trim() ? { ownerId: owner.trim() } : {};
      onInvited?.(
        await invite({ email: email.trim(), name: name.trim(), role: chosen, language: spoken, ...ownOwner }),
      );
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <FormDialog
      form={form}
      onSubmit={save}
      onClose={onClose}
      title={user ? t('users.editTitle', { name: user.name ?? user.email }) : t('users.inviteTitle')}
      description={user ? undefined : t('users.inviteWhat')}
      action={t(user ? 'action.save' : 'users.invite')}
    >
      {user ? null : (
        <TextField
          name="email"
          type="email"
          label={t('login.email')}
          required={t('field.required')}
          autoComplete="off"
        />
      )}
      <TextField
        name="name"
        label={t('column.name')}
        required={t('field.required')}
        autoComplete="off"
        maxLength={120}
      />
      <SelectField
        name="role"
        label={t('users.role')}
        hint={t(`users.roleHint.${role}`)}
        options={roles.map((value) => ({ value, label: word('roleShort', value) }))}
      />
      {!user && role === 'user' ? (
        <TextField name="ownerId" label={t('users.ownerId')} hint={t('users.ownerIdHint')} maxLength={64} />
      ) : null}
      <SelectField name="language" label={t('language.label')} options={languageOptions} />
    </FormDialog>
  );
}
