'use client';

import { useQuery } from '@tanstack/react-query';
import { authQueries } from '@relance/console-data-access';
import { Button, ForbiddenState } from '@relance/console-ui';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from './failure.tsx';
import { isForbidden, startPageOf } from './navigation.ts';

/**
 * A page that the role may not see is not drawn and asks the API for nothing; where to go instead is said. Without an
 * answer to who is logged in no page knows what to draw: that is said in place of each.
 */
export function RoleGate({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const pathname = usePathname();
  const me = useQuery(authQueries.me());
  const role = me.data?.role;
  if (me.isError && !me.data) {
    return (
      <div className="flex flex-col gap-4 pt-6">
        <h1 className="sr-only">{t('error.page')}</h1>
        <Failure what={t('profile.what')} query={me} />
      </div>
    );
  }
  if (!isForbidden(role, pathname)) return children;
  return (
    <div className="flex flex-col gap-4 pt-6">
      <h1 className="sr-only">{t('forbidden.title')}</h1>
      <ForbiddenState
        title={t('forbidden.title')}
        reason={t('forbidden.reason')}
        action={
          <Button asChild>
            <Link href={startPageOf(role)}>{t('forbidden.home')}</Link>
          </Button>
        }
      />
    </div>
  );
}
