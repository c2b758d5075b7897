'use client';

import { Pager } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';

type Paged = { page: number; limit: number; total: number; totalPages: number };

/** First and last row of a page, of how many. */
export const rangeOf = ({ page, limit, total }: Paged) => ({
  from: Math.min(total, (page - 1) * limit + 1),
  to: Math.min(total, page * limit),
  total,
});

/** "21–40 of 312" with previous and next; the same under every paged list. */
export function ListPager({
  data,
  label,
  onPage,
  isTold = false,
}: {
  data: Paged;
  /** Which list it turns; two lists can be on one page. */
  label: string;
  onPage: (page: number) => void;
  /** The list itself announces what it shows. */
  isTold?: boolean;
}) {
  const { t } = useI18n();
  return (
    <Pager
      page={data.page}
      totalPages={data.totalPages}
      summary={t('page.range', rangeOf(data))}
      labels={{
        navigation: t('page.navigation', { list: label }),
        previous: t('action.previous'),
        next: t('action.next'),
      }}
      onPage={onPage}
      isTold={isTold}
    />
  );
}
