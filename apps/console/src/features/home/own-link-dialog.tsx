'use client';

import { useQuery } from '@tanstack/react-query';
import { ownQueries, type SessionView } from '@relance/console-data-access';
import { Dialog, TabPanel, Tabs } from '@relance/console-ui';
import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LinkByCode } from '../sessions/link-by-code.tsx';
import { LinkByQr } from '../sessions/link-by-qr.tsx';

const readEveryMs = 1500;
const lookAtTheCheckMs = 1500;

/** Links the own phone: by scanning a code, or by typing one. Closes by itself once linked. */
export function OwnLinkDialog({ session, onClose }: { session: SessionView; onClose: () => void }) {
  const { t } = useI18n();
  const [method, setMethod] = useState('qr');
  const { data } = useQuery({ ...ownQueries.status(), staleTime: 0, refetchInterval: readEveryMs });
  const now: SessionView = data ? { ...session, ...(data as unknown as SessionView), ownerId: '' } : session; // as in the card
  const linked = now.sessionState === 'connected';
  useEffect(() => {
    if (!linked) return;
    const timer = setTimeout(onClose, lookAtTheCheckMs);
    return () => clearTimeout(timer);
  }, [linked, onClose]);
  return (
    <Dialog open wide onClose={onClose} title={t('home.link')} closeLabel={t('action.close')}>
      {linked ? (
        <div role="status" className="flex flex-col items-center gap-3 py-16 text-center">
          <CircleCheck aria-hidden className="size-12 text-accent" strokeWidth={1.5} />
          <p className="text-lead font-semibold">
            {now.linkedPhoneMasked ? t('link.connectedAs', { phone: now.linkedPhoneMasked }) : t('link.connected')}
          </p>
        </div>
      ) : (
        <Tabs
          label={t('link.method')}
          value={method}
          onChange={setMethod}
          inset={false}
          items={[
            { id: 'qr', label: t('link.byQr') },
            { id: 'code', label: t('link.byCode') },
          ]}
        >
          <TabPanel id="qr">
            <LinkByQr ownerId={null} state={now.sessionState} />
          </TabPanel>
          <TabPanel id="code">
            <LinkByCode session={now} ownerId={null} />
          </TabPanel>
        </Tabs>
      )}
    </Dialog>
  );
}
