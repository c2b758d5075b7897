'use client';

import { Pager } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** "21–40 of 312" with previous and next; the same under every paged list. */
export function ListPager({
  data,
  label,
  onPage,
}: {
  data: { page: number; limit: number; total: number; totalPages: number };
  /** Which list it turns; two lists can be on one page. */
  label: string;
  onPage: (page: number) => void;
}) {
  const { t } = useI18n();
  const from = Math.min(data.total, (data.page - 1) * data.limit + 1);
  const to = Math.min(data.total, data.page * data.limit);
  return (
    <Pager
      page={data.page}
      totalPages={data.totalPages}
      summary={t('page.range', { from, to, total: data.total })}
      labels={{
        navigation: t('page.navigation', { list: label }),
        previous: t('action.previous'),
        next: t('action.next'),
      }}
      onPage={onPage}
    />
  );
}
