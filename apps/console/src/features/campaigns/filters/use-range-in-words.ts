import { useI18n } from '../../../i18n/use-i18n.tsx';

/** The range in words: "3 Nov 2026 – 22 Nov 2026", open ends as dots. */
export function useRangeInWords(from: string | null, to: string | null): string {
  const { date } = useI18n();
  return `${from ? date(from) : '…'} – ${to ? date(to) : '…'}`;
}
