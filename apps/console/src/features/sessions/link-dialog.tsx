'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQueries, type SessionView } from '@relance/console-data-access';
import { Dialog, TabPanel, Tabs } from '@relance/console-ui';
import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LinkByCode } from './link-by-code.tsx';
import { LinkByQr } from './link-by-qr.tsx';
import { ownerOf } from './session-parts.ts';

const readEveryMs = 2000;
const lookAtTheCheckMs = 1500;

/** Links a phone on an owner's behalf: by scanning a code, or by typing one. Closes by itself once linked. */
export function LinkDialog({ session, onClose }: { session: SessionView; onClose: () => void }) {
  const { t } = useI18n();
  const [method, setMethod] = useState('qr');
  const { data } = useQuery({ ...sessionQueries.detail(session.ownerId), staleTime: 0, refetchInterval: readEveryMs });
  const now = data ?? session;
  const linked = now.sessionState === 'connected';

  useEffect(() => {
    if (!linked) return;
    const timer = setTimeout(onClose, lookAtTheCheckMs);
    return () => clearTimeout(timer);
  }, [linked, onClose]);

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('link.title', { name: ownerOf(session) })}
      closeLabel={t('action.close')}
    >
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
            <LinkByQr ownerId={session.ownerId} state={now.sessionState} />
          </TabPanel>
          <TabPanel id="code">
            <LinkByCode session={now} />
          </TabPanel>
        </Tabs>
      )}
    </Dialog>
  );
}
