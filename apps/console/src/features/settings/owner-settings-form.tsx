'use client';

import { useQuery } from '@tanstack/react-query';
import { adminQueries, authQueries, type OwnerSettings, useSaveOwnerSettings } from '@relance/console-data-access';
import {
  Button,
  CheckboxField,
  CheckboxGroupField,
  Form,
  SelectField,
  showRefusal,
  Skeleton,
  TextField,
  useForm,
} from '@relance/console-ui';
import { useMemo } from 'react';
import { toast } from 'sonner';
import { countryCodeOf } from '../../format/countries.ts';
import { localeOf, languageOptions } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { FormLeaveGuard } from '../shared/leave-guard.tsx';
import { useFormWords } from '../shared/use-form-words.ts';
import { DailyCapFields, DefaultCountryField, TimeZoneField } from './sending-fields.tsx';
import { SettingsSection } from './settings-frame.tsx';

/** How an owner sends: switches, caps, windows. Without an id, the caller's own. */
export function OwnerSettingsForm({ ownerId }: { ownerId: string | null }) {
  const { t } = useI18n();
  const query = useQuery(adminQueries.ownerSettings(ownerId));
  const role = useQuery(authQueries.me()).data?.role;
  if (query.isPending) return <Skeleton className="h-80 w-full max-w-[640px]" />;
  if (!query.data) {
    return <Failure what={t('installation.what')} query={query} />;
  }
  return <Settings ownerId={ownerId} settings={query.data} mayChange={role === 'admin' || role === 'user'} />;
}

type Values = Pick<
  OwnerSettings,
  | 'enabled'
  | 'enrollmentPaused'
  | 'sendingPaused'
  | 'autoResumeAfterRelink'
  | 'allowSimultaneousCampaigns'
  | 'maxMessagesPerDay'
  | 'coldContactsPerDay'
  | 'maxTargetsPerCampaign'
  | 'timeZone'
  | 'language'
> & { defaultCountry: string; days: string[]; from: string; to: string };

function valuesOf(settings: OwnerSettings, country: (code: string) => string): Values {
  const [first] = settings.sendWindows;
  return {
    ...settings,
    defaultCountry: settings.defaultCountry ? country(settings.defaultCountry) : '',
    days: (first?.days ?? []).map(String),
    from: first?.from ?? '08:00',
    to: first?.to ?? '20:00',
  };
}

function Settings({
  ownerId,
  settings,
  mayChange,
}: {
  ownerId: string | null;
  settings: OwnerSettings;
  mayChange: boolean;
}) {
  const { t, language, country } = useI18n();
  const words = useFormWords();
  const { mutateAsync } = useSaveOwnerSettings(ownerId);
  const form = useForm<Values>({ defaultValues: valuesOf(settings, country) });
  const severalWindows = settings.sendWindows.length > 1;
  const weekdays = useMemo(() => {
    const name = new Intl.DateTimeFormat(localeOf[language], { weekday: 'long', timeZone: 'UTC' });
    return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
      value: String(day),
      label: name.format(new Date(Date.UTC(2026, 5, day))), // 1 June 2026 is a Monday
    }));
  }, [language]);

  const save = async (values: Values) => {
    const { days, from, to, defaultCountry } = values;
    try {
      const saved = await mutateAsync({
        enabled: values.enabled,
        enrollmentPaused: values.enrollmentPaused,
        sendingPaused: values.sendingPaused,
        autoResumeAfterRelink: values.autoResumeAfterRelink,
        allowSimultaneousCampaigns: values.allowSimultaneousCampaigns,
        maxMessagesPerDay: values.maxMessagesPerDay,
        coldContactsPerDay: values.coldContactsPerDay,
        maxTargetsPerCampaign: values.maxTargetsPerCampaign,
        timeZone: values.timeZone.trim(),
        language: values.language,
        defaultCountry: countryCodeOf(defaultCountry) || null,
        ...(!severalWindows && { sendWindows: [{ days: days.map(Number), from, to }] }),
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
        <SettingsSection title={t('owner.switches')}>
          <CheckboxField name="enabled" label={t('owner.enabled')} hint={t('owner.enabledHint')} />
          <CheckboxField name="sendingPaused" label={t('owner.sendingPaused')} />
          <CheckboxField name="enrollmentPaused" label={t('owner.enrollmentPaused')} />
          <CheckboxField name="allowSimultaneousCampaigns" label={t('owner.allowSimultaneous')} />
          <CheckboxField name="autoResumeAfterRelink" label={t('owner.autoResume')} />
        </SettingsSection>
        <SettingsSection title={t('owner.limits')} what={t('owner.limitsWhat')}>
          <div className="grid gap-4 grid-cols-1 sm:grid-cols-2">
            <DailyCapFields />
            <TextField name="maxTargetsPerCampaign" type="number" min={10} max={1000} label={t('owner.maxTargets')} />
          </div>
        </SettingsSection>
        <SettingsSection
          title={t('owner.window')}
          what={t(severalWindows ? 'owner.windowSeveral' : 'owner.windowWhat')}
        >
          {severalWindows ? (
            <ul className="text-table">
              {settings.sendWindows.map((window) => (
                <li key={`${window.from}-${window.days.join()}`}>
                  {window.days.map((day) => weekdays[day - 1]?.label).join(', ')}: {window.from}–{window.to}
                </li>
              ))}
            </ul>
          ) : (
            <>
              <CheckboxGroupField name="days" label={t('owner.days')} options={weekdays} />
              <div className="grid grid-cols-2 gap-4">
                <TextField name="from" type="time" label={t('owner.from')} />
                <TextField name="to" type="time" label={t('owner.to')} />
              </div>
            </>
          )}
          <TimeZoneField />
        </SettingsSection>
        <SettingsSection title={t('owner.people')}>
          <DefaultCountryField />
          <SelectField name="language" label={t('owner.language')} options={languageOptions} />
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
