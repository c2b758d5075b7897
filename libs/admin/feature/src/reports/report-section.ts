import { type CampaignFacts, type Figures } from '@relance/campaigns-domain';

export type CampaignLine = { readonly facts: CampaignFacts | null; readonly figures: Figures };

/** What a report knows of its period. */
export type ReportFigures = {
  readonly total: Figures;
  /** By calendar day of the report's zone (YYYY-MM-DD), oldest first; days on which nothing happened are missing. */
  readonly days: ReadonlyMap<string, Figures>;
  /** Most sent first. */
  readonly campaigns: readonly CampaignLine[];
};

/** A table of the mail; one without rows is left out. */
export type ReportTable = {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
};

/** A table that every report has behind those of sums, days and campaigns. Pure. */
export type ReportSection = (figures: ReportFigures, language: 'fr' | 'en') => ReportTable;
