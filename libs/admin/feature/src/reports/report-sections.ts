import { type ReportSection } from './report-section.ts';

/** Further tables of every report, in this order. `nx g @relance/tooling:report` adds one. */
export const reportSections: readonly ReportSection[] = [];
