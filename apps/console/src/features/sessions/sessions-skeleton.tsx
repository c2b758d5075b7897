import { CardItem, CardList, Skeleton } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';

const ten = Array.from({ length: 10 }, (_, index) => index);

/** The list's own shape, grey, while it is on its way. */
export function SessionsSkeleton() {
  const { t } = useI18n();
  return (
    <div role="status" aria-label={t('sessions.what')}>
      <div className="rounded-card border border-border bg-surface max-md:hidden">
        <div className="h-9" />
        {ten.map((row) => (
          <div key={row} className="flex h-11 items-center gap-6 border-t border-border px-4">
            <Skeleton className="h-4 w-44" />
            <Skeleton className="h-6 w-28 rounded-full" />
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-4 flex-1" />
            <Skeleton className="h-4 w-16" />
            <Skeleton className="h-8 w-24" />
          </div>
        ))}
      </div>
      <CardList label={t('sessions.what')}>
        {ten.slice(0, 4).map((row) => (
          <CardItem key={row}>
            <Skeleton className="h-5 w-48" />
            <Skeleton className="h-6 w-28 rounded-full" />
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-4 w-full" />
          </CardItem>
        ))}
      </CardList>
    </div>
  );
}
