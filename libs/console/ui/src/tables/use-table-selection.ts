import { useState } from 'react';

export type TableSelection = {
  ids: ReadonlySet<string>;
  /** Whether the selection can be changed by touch: on phones checkboxes show only then. */
  selecting: boolean;
  setSelecting: (selecting: boolean) => void;
  set: (ids: ReadonlySet<string>) => void;
  toggle: (id: string) => void;
  clear: () => void;
};

/** The selected rows of one page of a list. Rows that leave the page leave the selection with it. */
export function useTableSelection(onPage: readonly string[]): TableSelection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [selecting, setSelecting] = useState(false);
  const ids = new Set(onPage.filter((id) => chosen.has(id)));
  return {
    ids,
    selecting: selecting || ids.size > 0,
    setSelecting,
    set: setChosen,
    toggle: (id) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
    },
    clear: () => {
      setChosen(new Set());
      setSelecting(false);
    },
  };
}
