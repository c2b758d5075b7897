'use client';

import { useQuery } from '@tanstack/react-query';
import { adminQueries, authQueries, type InstallationSettings, useSaveSettings } from '@relance/console-data-access';
import { Button, CheckboxField, Form, showRefusal, Skeleton, TextField, useForm, useWatch } from '@relance/console-ui';
import { toast } from 'sonner';
import { countryCodeOf } from '../../format/countries.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { FormLeaveGuard } from '../shared/leave-guard.tsx';
import { useFormWords } from '../shared/use-form-words.ts';
import { DailyCapFields, DefaultCountryField, TimeZoneField } from './sending-fields.tsx';
import { SettingsSection } from './settings-frame.tsx';
import { StopWordFields } from './stop-word-fields.tsx';

/** What holds for the whole installation. */
export function InstallationView() {
  const { t } = useI18n();
  const query = useQuery(adminQueries.settings());
  const mayChange = useQuery(authQueries.me()).data?.role === 'admin';
  if (query.isPending) return <Skeleton className="h-80 w-full max-w-[640px]" />;
  if (!query.data) {
    return <Failure what={t('installation.what')} query={query} />;
  }
  return <Settings settings={query.data} mayChange={mayChange} />;
}

type Values = {
  hasOptOutLine: boolean;
  optOutLine: { fr: string; en: string };
  stopWords: string[];
  stopWordChanges: { added: string[]; removed: string[] };
  limits: Record<string, number | null>;
  retention: Record<string, number | null>;
  defaults: {
    maxMessagesPerDay: number | null;
    coldContactsPerDay: number | null;
    timeZone: string;
    defaultCountry: string;
  };
  requireTwoFactor: boolean;
};

function valuesOf(settings: InstallationSettings, country: (code: string) => string): Values {
  const { defaults } = settings;
  return {
    hasOptOutLine: settings.optOutLine !== null,
    optOutLine: settings.optOutLine ?? { fr: '', en: '' },
    stopWords: settings.stopWords,
    stopWordChanges: { added: settings.stopWordChanges.added, removed: settings.stopWordChanges.removed },
    limits: settings.limits,
    retention: settings.retention,
    defaults: {
      maxMessagesPerDay: defaults.maxMessagesPerDay ?? null,
      coldContactsPerDay: defaults.coldContactsPerDay ?? null,
      timeZone: defaults.timeZone ?? '',
      defaultCountry: defaults.defaultCountry ? country(defaults.defaultCountry) : '',
    },
    requireTwoFactor: settings.requireTwoFactor,
  };
}

/** Only what was changed: a value that was never set is the product's own. One that was emptied is sent, and told what it has to be. */
function changedDefaults(
  now: Values['defaults'],
  before: Values['defaults'],
): Partial<InstallationSettings['defaults']> {
  const changed = Object.entries(now).filter(([name, value]) => value !== before[name as keyof typeof before]);
  const sent = changed.map(([name, value]) => [
    name,
    name === 'defaultCountry' ? countryCodeOf(String(value)) || null : value,
  ]);
  return Object.fromEntries(sent) as Partial<InstallationSettings['defaults']>; // names of the form, which are the API's
}

function Settings({ settings, mayChange }: { settings: InstallationSettings; mayChange: boolean }) {
  const { t, word, country } = useI18n();
  const words = useFormWords();
  const { mutateAsync } = useSaveSettings();
  const before = valuesOf(settings, country);
  const form = useForm<Values>({ defaultValues: before });
  const hasOptOutLine = useWatch({ control: form.control, name: 'hasOptOutLine' });

  const save = async (values: Values) => {
    try {
      const saved = await mutateAsync({
        optOutLine: values.hasOptOutLine ? values.optOutLine : null,
        ...(settings.stopWordChanges.list === 'own'
          ? { stopWords: values.stopWords.length > 0 ? values.stopWords : null }
          : { stopWordChanges: values.stopWordChanges }),
        limits: values.limits,
        retention: values.retention,
        defaults: changedDefaults(values.defaults, before.defaults),
        requireTwoFactor: values.requireTwoFactor,
      });
      form.reset(valuesOf(saved, country));
      toast(t('action.saved'));
    } catch (error) {
      showRefusal(form, error, words);
    }
  };

  return (
    <Form form={form} onSubmit={save}>
      <FormLeaveGuard />
      <fieldset disabled={!mayChange} className="flex flex-col gap-4">
        <SettingsSection title={t('installation.optOut')} what={t('installation.optOutWhat')}>
          <CheckboxField name="hasOptOutLine" label={t('installation.addLine')} />
          {hasOptOutLine ? (
            <>
              <TextField
                name="optOutLine.fr"
                label={t('installation.lineFr')}
                required={t('field.required')}
                lang="fr"
                maxLength={200}
              />
              <TextField
                name="optOutLine.en"
                label={t('installation.lineEn')}
                required={t('field.required')}
                lang="en"
                maxLength={200}
              />
            </>
          ) : null}
          <StopWordFields settings={settings} />
        </SettingsSection>
        <SettingsSection title={t('installation.defaults')} what={t('installation.defaultsWhat')}>
          <div className="grid gap-4 grid-cols-1 sm:grid-cols-2">
            <DailyCapFields prefix="defaults." />
            <TimeZoneField prefix="defaults." />
            <DefaultCountryField prefix="defaults." />
          </div>
        </SettingsSection>
        <SettingsSection title={t('installation.limits')}>
          <div className="grid gap-4 grid-cols-1 sm:grid-cols-2">
            {Object.keys(settings.limits).map((key) => (
              <TextField key={key} name={`limits.${key}`} type="number" min={0} label={word('limit', key)} />
            ))}
          </div>
        </SettingsSection>
        <SettingsSection title={t('installation.retention')} what={t('installation.retentionWhat')}>
          <div className="grid gap-4 grid-cols-1 sm:grid-cols-2">
            {Object.keys(settings.retention).map((key) => (
              <TextField key={key} name={`retention.${key}`} type="number" min={1} label={word('retention', key)} />
            ))}
          </div>
        </SettingsSection>
        <SettingsSection title={t('installation.security')}>
          <CheckboxField
            name="requireTwoFactor"
            label={t('installation.requireTwoFactor')}
            hint={t('installation.requireTwoFactorHint')}
          />
        </SettingsSection>
        {mayChange ? (
          <div>
            <Button type="submit" intent="primary" busy={form.formState.isSubmitting}>
              {t('action.save')}
            </Button>
          </div>
        ) : null}
      </fieldset>
    </Form>
  );
}
