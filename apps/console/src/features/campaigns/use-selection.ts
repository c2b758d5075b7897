import { type CampaignRow } from '@relance/console-data-access';
import { useState } from 'react';

export type Selection = {
  ids: ReadonlySet<string>;
  /** With `range`, everything from the last one ticked to this one. */
  toggle: (id: string, range: boolean) => void;
  togglePage: (rows: CampaignRow[]) => void;
  clear: () => void;
};

/** What is ticked on this page. Rows that leave the page leave the selection with it. */
export function useSelection(rows: CampaignRow[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  const onPage = rows.map(({ id }) => id);
  const ids = new Set(onPage.filter((id) => chosen.has(id)));
  return {
    ids,
    toggle: (id, range) => {
      const next = new Set(ids);
      const from = range && last ? onPage.indexOf(last) : -1;
      if (from >= 0) {
        const to = onPage.indexOf(id);
        onPage.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((each) => next.add(each));
      } else if (!next.delete(id)) next.add(id);
      setLast(id);
      setChosen(next);
    },
    togglePage: (page) => setChosen(page.every(({ id }) => ids.has(id)) ? new Set() : new Set(onPage)),
    clear: () => setChosen(new Set()),
  };
}
