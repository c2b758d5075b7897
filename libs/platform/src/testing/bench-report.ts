import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';

/** One figure of a bench. */
export type Figure = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Which way is better. */
  readonly better: 'higher' | 'lower';
  /** The share by which it moves from run to run on one machine; a change for the worse beyond it is marked. 0.25 where not given. */
  readonly noise?: number;
  readonly goal?: number;
};

type Kept = { readonly at: string; readonly load: number; readonly figures: readonly Figure[] };

const NOISE = 0.25;
const RED = '\u001b[31m';
const PLAIN = '\u001b[0m';

/**
 * Keeps the figures (and whatever raw data belongs to them) in `dist/bench/<name>.json` and says them beside those of the last
 * run there: red where one got worse by more than its noise.
 */
export function report(name: string, figures: readonly Figure[], raw: unknown, say: (text: string) => void): void {
  const file = `dist/bench/${name}.json`;
  const last = lastOf(file);
  mkdirSync('dist/bench', { recursive: true });
  const kept: Kept & { raw: unknown } = {
    at: new Date().toISOString(),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    figures,
    raw,
  };
  writeFileSync(file, JSON.stringify(kept, null, 2));
  const before = new Map(last?.figures.map((figure) => [figure.what, figure.value]));
  say(`\n${name}, load ${kept.load}${last ? `; last run ${last.at}, load ${last.load}` : ''}`);
  for (const figure of figures) say(lineOf(figure, before.get(figure.what)));
}

function lineOf(figure: Figure, before: number | undefined): string {
  const { what, value, unit, better, goal } = figure;
  const isMet = goal === undefined || (better === 'higher' ? value >= goal : value <= goal);
  const bound =
    goal === undefined ? '' : ` (goal ${better === 'higher' ? '≥' : '≤'} ${goal}: ${isMet ? 'met' : 'missed'})`;
  const then = before === undefined ? '' : `   last run ${before}`;
  const line = `  ${what.padEnd(58)} ${String(value).padStart(9)} ${unit}${bound}${then}`;
  return isWorse(figure, before) ? `${RED}${line}   WORSE${PLAIN}` : line;
}

/** Whether a figure is worse than the last one by more than it moves from run to run. */
export function isWorse({ value, better, noise = NOISE }: Figure, before: number | undefined): boolean {
  if (before === undefined) return false;
  return better === 'higher' ? value < before * (1 - noise) : value > before * (1 + noise);
}

function lastOf(file: string): Kept | null {
  if (!existsSync(file)) return null;
  const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<Kept>;
  return found.figures && found.at !== undefined && found.load !== undefined ? (found as Kept) : null; // written above
}

/** The value below which this share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));
