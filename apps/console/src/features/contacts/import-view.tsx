'use client';

import { type ImportInspection, useInspectImport, useStartImport } from '@relance/console-data-access';
import { Button, FileDrop, Notice, PageHeader, Select, Wizard } from '@relance/console-ui';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { type MessageKey } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LeaveGuard } from '../shared/leave-guard.tsx';
import { OwnerGate } from '../shared/owner-gate.tsx';
import { valueProblemInWords } from '../shared/value-problem.ts';
import { importFields } from './import-fields.ts';
import { noOptions, optionsForm, OptionsStep } from './import-options.tsx';
import { ImportReportStep } from './import-report.tsx';

/** Brings people in from a file: drop it, say what its columns are, a few options, watch, read the report. */
export function ImportView() {
  const { t } = useI18n();
  return (
    <OwnerGate title={t('import.title')}>
      <Import />
    </OwnerGate>
  );
}

function Import() {
  const { t } = useI18n();
  const router = useRouter();
  const job = useSearchParams().get('job');
  const [file, setFile] = useState<ImportInspection | null>(null);
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [step, setStep] = useState<'file' | 'columns' | 'options'>('file');
  const [options, setOptions] = useState(noOptions);
  const start = useStartImport();
  const current = job ? 'report' : step;
  const order = ['file', 'columns', 'options', 'report'] as const;
  const at = order.indexOf(current);
  const inspected = (inspection: ImportInspection) => {
    setFile(inspection);
    setMapping(Object.fromEntries(inspection.columns.map(({ header, suggested }) => [header, suggested])));
    setStep('columns');
  };
  const another = () => {
    start.reset();
    setFile(null);
    setStep('file');
    router.replace('/relance/contacts/import');
  };
  const hasPhone = file?.format === 'vcard' || Object.values(mapping).includes('phone');
  return (
    <div className="mx-auto flex max-w-[900px] flex-col gap-6">
      <PageHeader title={t('import.title')} />
      <Wizard
        label={t('import.steps')}
        stepWords={t('wizard.step', {
          number: at + 1,
          total: order.length,
          name: t(`import.${current}` as MessageKey),
        })}
        Link={Link}
        steps={order.map((id, index) => ({
          id,
          label: t(`import.${id}` as MessageKey),
          href: '/relance/contacts/import',
          state: id === current ? 'current' : index < at ? 'done' : 'todo',
          disabled: true,
        }))}
        back={
          current === 'report' ? (
            <Button onClick={another}>{t('import.another')}</Button>
          ) : current === 'columns' || current === 'options' ? (
            <Button onClick={() => setStep(current === 'options' ? 'columns' : 'file')}>{t('action.back')}</Button>
          ) : null
        }
        // Keys: were it the same element, the click on "Continue" would end on the button that imports.
        forward={
          current === 'columns' ? (
            <Button
              key="continue"
              intent="primary"
              disabled={!hasPhone || file?.rows === 0}
              onClick={() => setStep('options')}
            >
              {t('action.continue')}
            </Button>
          ) : current === 'options' && file ? (
            <Button key="import" type="submit" form={optionsForm} intent="primary" busy={start.isPending}>
              {t('import.start', { count: file.rows })}
            </Button>
          ) : current === 'report' ? (
            <Button intent="primary" asChild>
              <Link href="/relance/contacts">{t('import.seeContacts')}</Link>
            </Button>
          ) : null
        }
      >
        {current === 'file' ? <FileStep onInspected={inspected} /> : null}
        {current === 'columns' && file ? (
          <ColumnsStep file={file} mapping={mapping} onChange={setMapping} hasPhone={hasPhone} />
        ) : null}
        {current === 'options' && file ? (
          <OptionsStep
            file={file}
            mapping={mapping}
            options={options}
            onChange={setOptions}
            start={start}
            onStarted={(report) => router.replace(`/relance/contacts/import?job=${report.jobId}`)}
          />
        ) : null}
        {job ? <ImportReportStep jobId={job} /> : null}
        <LeaveGuard isDirty={current !== 'report' && file !== null && !start.isSuccess} what={t('import.unsaved')} />
      </Wizard>
    </div>
  );
}

function FileStep({ onInspected }: { onInspected: (inspection: ImportInspection) => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const inspect = useInspectImport();
  return (
    <FileDrop
      label={inspect.isPending ? t('import.reading') : t('import.drop')}
      hint={t('import.dropHint')}
      button={t('import.choose')}
      accept=".csv,.tsv,.txt,.xlsx,.vcf,text/csv,text/vcard"
      busy={inspect.isPending}
      error={inspect.isError ? valueProblemInWords(inspect.error, i18n) : undefined}
      onFile={(file) => inspect.mutate(file, { onSuccess: onInspected })}
    />
  );
}

function ColumnsStep({
  file,
  mapping,
  onChange,
  hasPhone,
}: {
  file: ImportInspection;
  mapping: Record<string, string>;
  onChange: (mapping: Record<string, string>) => void;
  hasPhone: boolean;
}) {
  const { t, word } = useI18n();
  return (
    <section className="flex flex-col gap-4">
      <p className="text-work text-muted">{t('import.found', { count: file.rows })}</p>
      {file.rows === 0 ? <Notice tone="yellow">{t('import.nobody')}</Notice> : null}
      {hasPhone ? null : <Notice tone="yellow">{t('import.noPhone')}</Notice>}
      <ul aria-label={t('import.columns')} className="rounded-card border border-border bg-surface">
        {file.columns.map((column) => {
          const value = mapping[column.header] ?? 'ignore';
          const attribute = attributeOf(column.header, value);
          return (
            <li
              key={column.index}
              className="grid gap-2 border-t border-border px-4 py-3 first:border-t-0 grid-cols-1 md:grid-cols-[1fr_1fr_220px] md:items-center"
            >
              <span className="min-w-0 truncate text-work font-medium">
                <bdi>{column.header}</bdi>
              </span>
              <span className="min-w-0 truncate text-table text-muted" title={column.samples.join(' · ')}>
                <bdi>{column.samples.filter(Boolean).join(' · ') || t('common.none')}</bdi>
              </span>
              <Select
                aria-label={t('import.columnIs', { header: column.header })}
                value={value}
                onChange={(event) => onChange({ ...mapping, [column.header]: event.target.value })}
              >
                <option value="ignore">{t('import.ignore')}</option>
                {importFields.map((field) => (
                  <option key={field} value={field}>
                    {t(`import.field.${field}`)}
                  </option>
                ))}
                <option value={attribute}>
                  {t('import.asAttribute', { name: word('variable', attribute.slice('attributes.'.length)) })}
                </option>
              </Select>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The attribute a column would become: letters, digits, `_` and `-`. */
function attributeOf(header: string, chosen: string): string {
  if (chosen.startsWith('attributes.')) return chosen;
  const plain = header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  return `attributes.${plain || 'extra'}`;
}
