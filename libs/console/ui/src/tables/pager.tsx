import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '../actions/button.tsx';

export type PagerProps = {
  page: number;
  totalPages: number;
  /** For example "21–40 of 312". */
  summary: string;
  labels: { navigation: string; previous: string; next: string };
  onPage: (page: number) => void;
  /** Another live region says the range already. */
  isTold?: boolean;
};

/** Exact range, previous and next. Shown also for one page, so that the total is always there. */
export function Pager({ page, totalPages, summary, labels, onPage, isTold = false }: PagerProps) {
  return (
    <nav aria-label={labels.navigation} className="flex items-center justify-between gap-3 py-3">
      <p className="text-table tabular-nums text-muted" aria-live={isTold ? undefined : 'polite'}>
        {summary}
      </p>
      {totalPages > 1 ? (
        <div className="flex gap-2">
          <Button size="small" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            <ChevronLeft aria-hidden strokeWidth={1.75} />
            {labels.previous}
          </Button>
          <Button size="small" disabled={page >= totalPages} onClick={() => onPage(page + 1)}>
            {labels.next}
            <ChevronRight aria-hidden strokeWidth={1.75} />
          </Button>
        </div>
      ) : null}
    </nav>
  );
}
