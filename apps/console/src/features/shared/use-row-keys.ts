import { useHotkeys } from '../frame/use-hotkeys.ts';

type RowKeys = { onSelect?: (id: string) => void; onPause?: (id: string) => void };

/** j and k move the focus from row to row (so Enter opens), x ticks and p pauses the row that has it. */
export function useRowKeys({ onSelect, onPause }: RowKeys): void {
  const onRow = (act?: (id: string) => void) => () => {
    const id = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
    if (id) act?.(id);
  };
  useHotkeys({ j: () => step(1), k: () => step(-1), x: onRow(onSelect), p: onRow(onPause) });
}

function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row] [data-row-link]')];
  const row = document.activeElement?.closest('[data-row]');
  const at = links.findIndex((link) => row?.contains(link));
  const to = at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + by));
  links[to]?.focus();
}
