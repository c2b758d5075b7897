import { type Report } from '@relance/admin-domain';
import { addFigures, type Figures, figureNames, noFigures, wallTime } from '@relance/campaigns-domain';
import { type Mail } from '@relance/messaging';
import { csvStream, type CsvFile } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { AnalyticsService } from '../analytics/analytics.service.ts';
import { type CampaignLine, type ReportFigures, type ReportTable } from './report-section.ts';
import { reportSections } from './report-sections.ts';

type Range = { readonly from: Date; readonly until: Date };
export type ReportContent = Pick<Mail, 'subject' | 'text' | 'attachments'> & { readonly html: string };

const words = {
  fr: {
    title: (name: string, period: string) => `Rapport\u00a0: ${name}, ${period}`,
    range: (from: string, to: string) => (from === to ? `le ${from}` : `du ${from} au ${to}`),
    figures: {
      sent: 'Envoyés',
      delivered: 'Reçus',
      read: 'Lus',
      failed: 'Échoués',
      replied: 'Réponses',
      converted: 'Conversions',
    },
    days: 'Par jour',
    day: 'Jour',
    campaigns: 'Campagnes',
    campaign: 'Campagne',
    more: (count: number) => `… et ${count} autres dans le fichier joint.`,
    none: 'Rien n’a été envoyé pendant cette période.',
    removed: 'supprimée',
    file: 'rapport',
  },
  en: {
    title: (name: string, period: string) => `Report: ${name}, ${period}`,
    range: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
    figures: {
      sent: 'Sent',
      delivered: 'Delivered',
      read: 'Read',
      failed: 'Failed',
      replied: 'Replies',
      converted: 'Conversions',
    },
    days: 'By day',
    day: 'Day',
    campaigns: 'Campaigns',
    campaign: 'Campaign',
    more: (count: number) => `… and ${count} more in the file attached.`,
    none: 'Nothing was sent in this period.',
    removed: 'removed',
    file: 'report',
  },
} as const;

/** Campaigns shown in the mail itself; the attachment has all. */
const SHOWN = 50;
/** A file larger than this is cut off at whole lines: mail servers refuse large mails. */
const MOST_LINES = 20_000;

/** Says what happened between two instants: as text, as HTML and as a table of campaigns. */
@Injectable()
export class ReportContents {
  constructor(private readonly analytics: AnalyticsService) {}

  async compose(report: Report, range: Range): Promise<ReportContent> {
    const figures = await this.figures(report, range);
    const { total, days, campaigns } = figures;
    const say = words[report.language];
    const dayOf = (instant: Date) => wallTime(instant, report.timeZone).day;
    const spoken = (day: string) => dayInWords(day, report.language);
    const period = say.range(spoken(dayOf(range.from)), spoken(dayOf(new Date(range.until.getTime() - 1))));
    const headers = figureNames.map((name) => say.figures[name]);
    const cells = (figures: Figures) => figureNames.map((name) => figures[name]);
    const nameOf = ({ facts }: CampaignLine) => facts?.name ?? say.removed;
    const shown = campaigns.slice(0, SHOWN);
    const left = campaigns.length - shown.length;
    const subject = say.title(report.name, period);
    const tables = [
      { title: '', head: headers, rows: [cells(total)] },
      {
        title: say.days,
        head: [say.day, ...headers],
        rows: [...days].map(([day, sum]) => [spoken(day), ...cells(sum)]),
      },
      {
        title: say.campaigns,
        head: [say.campaign, ...headers],
        rows: shown.map((line) => [nameOf(line), ...cells(line.figures)]),
      },
      ...reportSections.map((section) => section(figures, report.language)),
    ];
    const notes = [...(campaigns.length === 0 ? [say.none] : []), ...(left > 0 ? [say.more(left)] : [])];
    return {
      subject: oneLine(subject),
      text: textOf(subject, tables, notes),
      html: htmlOf({ language: report.language, title: report.name, period, tables, notes }),
      attachments: [
        {
          filename: `${say.file}-${dayOf(range.from)}.csv`,
          contentType: 'text/csv; charset=utf-8',
          content: await csvOf(campaigns.slice(0, MOST_LINES), say.file),
        },
      ],
    };
  }

  private async figures(report: Report, range: Range): Promise<ReportFigures> {
    let total = noFigures();
    const days = new Map<string, Figures>();
    const campaigns = new Map<string, CampaignLine>();
    for await (const { hour, facts } of this.analytics.hours({ ...report.filter }, range, {
      withFacts: true,
      parts: ['figures'],
    })) {
      total = addFigures(total, hour.figures);
      const day = wallTime(hour.at, report.timeZone).day;
      days.set(day, addFigures(days.get(day) ?? noFigures(), hour.figures));
      const key = hour.campaignId ?? '';
      const known = campaigns.get(key)?.figures ?? noFigures();
      campaigns.set(key, { facts, figures: addFigures(known, hour.figures) });
    }
    const bySent = [...campaigns.values()].sort((a, b) => b.figures.sent - a.figures.sent);
    return { total, days: new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1))), campaigns: bySent };
  }
}

const longDate = {
  fr: new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
} as const;

/** A calendar day (`2026-12-01`) as a letter says it: `1er décembre 2026`, `1 December 2026`. */
function dayInWords(day: string, language: Report['language']): string {
  const written = longDate[language].format(new Date(`${day}T00:00:00Z`));
  return language === 'fr' ? written.replace(/^1 /, '1er ') : written;
}

const oneLine = (text: string): string => text.replace(/[^\S\u00a0]+/g, ' ').trim();

function textOf(subject: string, tables: readonly ReportTable[], notes: readonly string[]): string {
  const blocks = tables
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, head, rows }) =>
      [title, head.join(' · '), ...rows.map((row) => row.join(' · '))].filter(Boolean).join('\n'),
    );
  return [subject, ...blocks, ...notes].join('\n\n');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string | number): string => String(text).replace(/[&<>"']/g, (mark) => escapes[mark] ?? mark);

function htmlOf(facts: {
  readonly language: string;
  readonly title: string;
  readonly period: string;
  readonly tables: readonly ReportTable[];
  readonly notes: readonly string[];
}): string {
  const cell = 'padding:4px 10px;border-bottom:1px solid #ddd;text-align:';
  const row = (tag: 'th' | 'td', values: readonly (string | number)[]) =>
    `<tr>${values
      .map(
        (value) => `<${tag} style="${cell}${typeof value === 'number' ? 'right' : 'left'}">${escaped(value)}</${tag}>`,
      )
      .join('')}</tr>`;
  const tables = facts.tables
    .filter(({ rows }) => rows.length > 0)
    .map(
      ({ title, head, rows }) =>
        `${title ? `<h2 style="font-size:16px">${escaped(title)}</h2>` : ''}<table style="border-collapse:collapse">` +
        `<thead>${row('th', head)}</thead><tbody>${rows.map((values) => row('td', values)).join('')}</tbody></table>`,
    );
  return (
    `<!doctype html><html lang="${facts.language}"><head><meta charset="utf-8"><title>${escaped(facts.title)}</title></head>` +
    `<body style="font-family:sans-serif;color:#222"><h1 style="font-size:20px">${escaped(facts.title)}</h1>` +
    `<p>${escaped(facts.period)}</p>${tables.join('')}${facts.notes.map((note) => `<p>${escaped(note)}</p>`).join('')}</body></html>`
  );
}

async function csvOf(campaigns: readonly CampaignLine[], name: string): Promise<string> {
  async function* batches() {
    yield campaigns;
  }
  const columns: CsvFile<CampaignLine>['columns'] = {
    campaignId: ({ facts }) => facts?.id,
    campaign: ({ facts }) => facts?.name,
    ownerId: ({ facts }) => facts?.ownerId,
    type: ({ facts }) => facts?.type,
    status: ({ facts }) => facts?.status,
    ...Object.fromEntries(figureNames.map((figure) => [figure, ({ figures }: CampaignLine) => figures[figure]])),
  };
  const chunks: Buffer[] = [];
  for await (const chunk of csvStream({ name, columns, batches: batches() }, { bom: '1' }))
    chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
