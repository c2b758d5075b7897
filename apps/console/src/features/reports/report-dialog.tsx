'use client';

import { type Report, type ReportFrequency, type ReportInput, useSaveReport } from '@relance/console-data-access';
import { CheckboxField, LinesField, SelectField, showRefusal, TextField, useForm, useWatch } from '@relance/console-ui';
import { useMemo } from 'react';
import { toast } from 'sonner';
import { localeOf, languageOptions } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { useFormWords } from '../shared/use-form-words.ts';

type Values = {
  name: string;
  frequency: ReportFrequency;
  weekday: string;
  day: number | null;
  hour: number | null;
  timeZone: string;
  recipients: string[];
  language: 'fr' | 'en';
  active: boolean;
};

/** Makes a report, or changes one. */
export function ReportDialog({ report, onClose }: { report: Report | null; onClose: () => void }) {
  const { t, language } = useI18n();
  const words = useFormWords();
  const { mutateAsync } = useSaveReport();
  const form = useForm<Values>({
    defaultValues: {
      name: report?.name ?? '',
      frequency: report?.frequency ?? 'weekly',
      weekday: String(report?.weekday ?? 1),
      day: report?.day ?? 1,
      hour: report?.hour ?? 8,
      timeZone: report?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      recipients: report?.recipients ?? [],
      language: report?.language ?? language,
      active: report?.active ?? true,
    },
  });
  const frequency = useWatch({ control: form.control, name: 'frequency' });
  const weekdays = useMemo(() => {
    const name = new Intl.DateTimeFormat(localeOf[language], { weekday: 'long', timeZone: 'UTC' });
    return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
      value: String(day),
      label: name.format(new Date(Date.UTC(2026, 5, day))), // 1 June 2026 is a Monday
    }));
  }, [language]);
  const save = async ({ weekday, day, hour, ...values }: Values) => {
    if (values.recipients.length === 0) {
      return form.setError('recipients', { message: t('field.required') }, { shouldFocus: true });
    }
    const body: ReportInput = {
      ...values,
      name: values.name.trim(),
      hour: hour ?? 8,
      filter: report?.filter ?? {},
      ...(values.frequency === 'weekly' && { weekday: Number(weekday) }),
      ...(values.frequency === 'monthly' && { day: day ?? 1 }),
    };
    try {
      await mutateAsync({ reportId: report?.id ?? null, body });
      toast(t('action.saved'));
      onClose();
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <FormDialog
      form={form}
      onSubmit={save}
      wide
      onClose={onClose}
      title={t(report ? 'reports.edit' : 'reports.create')}
      action={t('action.save')}
    >
      <TextField name="name" label={t('column.name')} required={t('field.required')} maxLength={100} />
      <div className="grid gap-4 grid-cols-1 sm:grid-cols-2">
        <SelectField
          name="frequency"
          label={t('reports.frequency')}
          options={(['daily', 'weekly', 'monthly'] as const).map((value) => ({
            value,
            label: t(`reports.frequency.${value}`),
          }))}
        />
        {frequency === 'weekly' ? <SelectField name="weekday" label={t('reports.weekday')} options={weekdays} /> : null}
        {frequency === 'monthly' ? (
          <TextField
            name="day"
            type="number"
            min={1}
            max={31}
            label={t('reports.day')}
            hint={t('reports.dayHint')}
            required={t('field.required')}
          />
        ) : null}
        <TextField
          name="hour"
          type="number"
          min={0}
          max={23}
          label={t('reports.hour')}
          required={t('field.required')}
        />
        <TextField name="timeZone" label={t('owner.timeZone')} required={t('field.required')} />
      </div>
      <LinesField name="recipients" label={t('reports.recipients')} hint={t('reports.recipientsHint')} rows={3} />
      <SelectField name="language" label={t('language.label')} options={languageOptions} />
      <CheckboxField name="active" label={t('reports.active')} />
    </FormDialog>
  );
}
