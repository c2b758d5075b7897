import { type Language, localeOf } from '../i18n/translate.ts';

export type Formats = {
  number: (value: number) => string;
  /** A file's size: kilobytes, or megabytes with one decimal. */
  bytes: (count: number) => string;
  /** 0–100 with at most one decimal and a percent sign. */
  percent: (value: number) => string;
  /** Date with year, time and zone. */
  dateTime: (iso: string) => string;
  /** The same with seconds, where the order of things matters. */
  dateTimeSeconds: (iso: string) => string;
  /** Date with year. */
  date: (iso: string) => string;
  /** A calendar day (`2026-11-29`) with its weekday and year: the same day wherever the reader is. */
  calendarDay: (day: string) => string;
  /** Hours, minutes, seconds and zone. */
  clock: (iso: string) => string;
  /** Relative up to a day away from `now`, else the date with year. */
  when: (iso: string, now: number) => string;
  list: (items: readonly string[]) => string;
  /** A country by its two letters, a language by its code. */
  country: (code: string) => string;
  languageName: (code: string) => string;
};

const day = 86_400_000;
const megabyte = 1_000_000;
const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** Everything that turns numbers and instants into words, in the person's zone. */
export function formats(language: Language): Formats {
  const locale = localeOf[language];
  const number = new Intl.NumberFormat(locale);
  const inUnit = (unit: 'kilobyte' | 'megabyte') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: unit === 'megabyte' ? 1 : 0 });
  const [kilobytes, megabytes] = [inUnit('kilobyte'), inUnit('megabyte')];
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const moment = {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  } as const;
  const dateTime = new Intl.DateTimeFormat(locale, moment);
  const dateTimeSeconds = new Intl.DateTimeFormat(locale, { ...moment, second: '2-digit' });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const calendarDay = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const list = new Intl.ListFormat(locale, { style: 'short', type: 'unit' });
  const country = new Intl.DisplayNames(locale, { type: 'region' });
  const languageNames = new Intl.DisplayNames(locale, { type: 'language' });
  return {
    number: (value) => number.format(value),
    bytes: (count) =>
      count < megabyte ? kilobytes.format(Math.max(1, count / 1000)) : megabytes.format(count / megabyte),
    percent: (value) => percent.format(value / 100),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    dateTimeSeconds: (iso) => dateTimeSeconds.format(new Date(iso)),
    date: (iso) => date.format(new Date(iso)),
    calendarDay: (day) => calendarDay.format(new Date(`${day}T00:00:00Z`)),
    clock: (iso) => clock.format(new Date(iso)),
    when: (iso, now) => {
      const away = Date.parse(iso) - now;
      if (Math.abs(away) >= day) return date.format(new Date(iso));
      const [unit, size] = steps.find(([, ms]) => Math.abs(away) >= ms) ?? ['second', 1000];
      return relative.format(Math.trunc(away / size), unit);
    },
    list: (items) => list.format(items),
    country: (code) => named(country, code),
    languageName: (code) => {
      const name = named(languageNames, code);
      return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
    },
  };
}

/** What is no code is shown as it is. */
function named(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
