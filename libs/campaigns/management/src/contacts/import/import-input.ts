import { type TaskRun } from '@relance/platform';
import { type By } from '../../shared/audited.ts';
import { type Mapping } from './column-plan.ts';
import { type ImportState, type StoredReport } from './import-report.ts';

/** What was asked of an import; kept with its task. */
export type ImportInput = {
  readonly fileId: string;
  readonly rows: number;
  /** Of the file, for the list of rejected rows. */
  readonly header: readonly string[];
  readonly sheet: string | null;
  readonly mapping: Mapping | null;
  readonly defaultCountry: string | null;
  readonly tags: readonly string[];
  readonly tagsMode: 'add' | 'replace';
  readonly upsert: boolean;
  readonly consent: { readonly source: string; readonly at: Date } | null;
  readonly language: 'fr' | 'en' | null;
  readonly by: By;
};

export type ImportRun = TaskRun<ImportInput, ImportState, StoredReport>;

/** How the file of an import is read. */
export const openOptions = ({ sheet, mapping }: Pick<ImportInput, 'sheet' | 'mapping'>) => ({
  ...(sheet !== null && { sheet }),
  ...(mapping !== null && { columns: Object.keys(mapping) }),
});
