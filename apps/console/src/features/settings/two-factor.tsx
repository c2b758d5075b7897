'use client';

import {
  type TwoFactorOffer,
  useConfirmTwoFactor,
  useOfferTwoFactor,
  useRemoveTwoFactor,
} from '@relance/console-data-access';
import { Button, showRefusal, Tag, TextField, useForm } from '@relance/console-ui';
import { useState } from 'react';
import { toast } from 'sonner';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { ShownOnce } from '../shared/shown-once.tsx';
import { useAction } from '../shared/use-action.ts';
import { useFormWords } from '../shared/use-form-words.ts';

/** The second step of the login: switched on by a code from the app, off by password and code. */
export function TwoFactor({ enabled }: { enabled: boolean }) {
  const { t } = useI18n();
  const { mutateAsync: offer, isPending } = useOfferTwoFactor();
  const [offered, setOffered] = useState<TwoFactorOffer | null>(null);
  const [removing, setRemoving] = useState(false);
  // Once: a second offer would take the place of the first, whose code is on the screen.
  const begin = useAction(offer, (made) => setOffered(made));
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Tag tone={enabled ? 'green' : 'neutral'}>{t(enabled ? 'twoFactor.on' : 'twoFactor.off')}</Tag>
      {enabled ? (
        <Button onClick={() => setRemoving(true)}>{t('twoFactor.remove')}</Button>
      ) : (
        <Button intent="primary" busy={isPending} onClick={() => void begin()}>
          {t('twoFactor.add')}
        </Button>
      )}
      {offered ? <Enrol offer={offered} onClose={() => setOffered(null)} /> : null}
      {removing ? <Remove onClose={() => setRemoving(false)} /> : null}
    </div>
  );
}

function Enrol({ offer, onClose }: { offer: TwoFactorOffer; onClose: () => void }) {
  const { t } = useI18n();
  const words = useFormWords();
  const { mutateAsync } = useConfirmTwoFactor();
  const form = useForm({ defaultValues: { code: '' } });
  const [confirmed, setConfirmed] = useState(false);
  const secret = new URLSearchParams(offer.otpauthUrl.split('?')[1]).get('secret');
  const confirm = async ({ code }: { code: string }) => {
    try {
      await mutateAsync({ code: code.replace(/\s/g, '') });
      setConfirmed(true);
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  if (confirmed) {
    return (
      <ShownOnce
        title={t('twoFactor.recovery')}
        what={t('twoFactor.recoveryWhat')}
        secret={offer.recoveryCodes}
        done={t('twoFactor.kept')}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      form={form}
      onSubmit={confirm}
      onClose={onClose}
      title={t('twoFactor.title')}
      description={t('twoFactor.scan')}
      action={t('login.codeSubmit')}
    >
      <div className="flex flex-col items-center gap-2">
        {/* eslint-disable-next-line @next/next/no-img-element -- a data URL needs no loader; a QR code is read by cameras in dark pages too: always dark on white, with its quiet zone */}
        <img src={offer.qr} alt={t('twoFactor.qrAlt')} width={200} height={200} className="bg-paper p-2" />
        {secret ? (
          <p className="text-caption text-muted">
            {t('twoFactor.bySecret')} <code className="font-mono text-text [overflow-wrap:anywhere]">{secret}</code>
          </p>
        ) : null}
      </div>
      <TextField
        name="code"
        label={t('login.code')}
        hint={t('twoFactor.codeHint')}
        required={t('field.required')}
        inputMode="numeric"
        autoComplete="one-time-code"
        className="font-mono tracking-widest"
      />
    </FormDialog>
  );
}

function Remove({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const words = useFormWords();
  const { mutateAsync } = useRemoveTwoFactor();
  const form = useForm({ defaultValues: { password: '', code: '' } });
  const remove = async (values: { password: string; code: string }) => {
    try {
      await mutateAsync({ password: values.password, code: values.code.replace(/\s/g, '') });
      toast(t('twoFactor.removed'));
      onClose();
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <FormDialog
      form={form}
      onSubmit={remove}
      onClose={onClose}
      title={t('twoFactor.remove')}
      description={t('twoFactor.removeWhat')}
      action={t('twoFactor.remove')}
      danger
    >
      <TextField
        name="password"
        type="password"
        label={t('login.password')}
        autoComplete="current-password"
        required={t('field.required')}
      />
      <TextField
        name="code"
        label={t('login.code')}
        hint={t('login.codeHint')}
        autoComplete="one-time-code"
        required={t('field.required')}
      />
    </FormDialog>
  );
}
