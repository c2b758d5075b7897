import { useHotkeys } from '../frame/use-hotkeys.ts';

type RowKeys = { onSelect?: (id: string) => void; onPause?: (id: string) => void };

/** A list stands twice in the page: as a table for wide windows, as cards for narrow ones. */
const rows = '[data-row], [data-card]';

/** j and k move the focus from row to row (so Enter opens), x ticks and p pauses the row that has it. */
export function useRowKeys({ onSelect, onPause }: RowKeys): void {
  const onRow = (act?: (id: string) => void) => () => {
    const { row, card } = document.activeElement?.closest<HTMLElement>(rows)?.dataset ?? {};
    const id = row ?? card;
    if (id) act?.(id);
  };
  useHotkeys({ j: () => step(1), k: () => step(-1), x: onRow(onSelect), p: onRow(onPause) });
}

function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')].filter(isShown);
  const row = document.activeElement?.closest(rows);
  const at = links.findIndex((link) => row?.contains(link));
  const to = at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + by));
  links[to]?.focus();
}

/** Only one of table and cards is drawn; where nothing is drawn (tests without a browser) both count. */
const isShown = (link: HTMLElement): boolean => link.checkVisibility?.() ?? true;
