'use client';

import { Button, EmptyState } from '@relance/console-ui';
import { Compass } from 'lucide-react';
import Link from 'next/link';
import { useI18n } from '../../i18n/use-i18n.tsx';

export function NotFound() {
  const { t } = useI18n();
  return (
    <main className="mx-auto max-w-xl p-4 pt-24">
      <EmptyState
        icon={Compass}
        heading="h1"
        title={t('notFound.title')}
        reason={t('notFound.reason')}
        action={
          <Button asChild>
            <Link href="/relance/campaigns">{t('notFound.back')}</Link>
          </Button>
        }
      />
    </main>
  );
}
