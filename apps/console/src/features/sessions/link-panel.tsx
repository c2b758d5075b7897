'use client';

import { type SessionView } from '@relance/console-data-access';
import { Dialog, TabPanel, Tabs } from '@relance/console-ui';
import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LinkByCode } from './link-by-code.tsx';
import { LinkByQr } from './link-by-qr.tsx';

const lookAtTheCheckMs = 1500;
/** A phone in the hand. */
const handheld = '(max-width: 639px) and (pointer: coarse)';

/** A phone cannot scan its own screen: who links the own phone on it begins with the code to type. */
const firstMethod = (ownerId: string | null): 'qr' | 'code' =>
  ownerId === null && window.matchMedia(handheld).matches ? 'code' : 'qr';

/** Links a phone: by scanning a code, or by typing one. Closes by itself once linked. Without `ownerId`, the caller's own. */
export function LinkPanel({
  title,
  session,
  ownerId,
  onClose,
}: {
  title: string;
  /** As it is now; the caller asks again while the dialog is open. */
  session: SessionView;
  ownerId: string | null;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const [method, setMethod] = useState<string>(() => firstMethod(ownerId));
  const linked = session.sessionState === 'connected';
  useEffect(() => {
    if (!linked) return;
    const timer = setTimeout(onClose, lookAtTheCheckMs);
    return () => clearTimeout(timer);
  }, [linked, onClose]);
  return (
    <Dialog open wide onClose={onClose} title={title} closeLabel={t('action.close')}>
      {/* always there, or readers would not hear that it is linked */}
      <div role="status">
        {linked ? (
          <div className="flex flex-col items-center gap-3 py-16 text-center">
            <CircleCheck aria-hidden className="size-12 text-accent" strokeWidth={1.5} />
            <p className="text-lead font-semibold">
              {session.linkedPhoneMasked
                ? t('link.connectedAs', { phone: session.linkedPhoneMasked })
                : t('link.connected')}
            </p>
          </div>
        ) : null}
      </div>
      {linked ? null : (
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
            <LinkByQr ownerId={ownerId} state={session.sessionState} />
          </TabPanel>
          <TabPanel id="code">
            <LinkByCode session={session} ownerId={ownerId} />
          </TabPanel>
        </Tabs>
      )}
    </Dialog>
  );
}
