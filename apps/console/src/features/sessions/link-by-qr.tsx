'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { ApiError, connectOwner, currentQr, type SessionState, useNow } from '@relance/console-data-access';
import { Button, CountdownRing, Notice, Skeleton } from '@relance/console-ui';
import { QrCode } from 'lucide-react';
import { useEffect } from 'react';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { SmallFailure } from '../frame/failure.tsx';
import { LinkSteps, Waiting } from './link-steps.tsx';
import { secondsUntil } from './session-parts.ts';

const readEveryMs = 1500;
/** WhatsApp's own: the first code lives a minute, those after it twenty seconds. */
const lifetimeSeconds = (number: number) => (number === 1 ? 60 : 20);

const ended: readonly SessionState[] = ['none', 'expired', 'connected'];

/** The code to scan, replaced in place when it renews, with the time it has left. */
export function LinkByQr({ ownerId, state }: { ownerId: string | null; state: SessionState }) {
  const i18n = useI18n();
  const { t } = i18n;
  const asked = useMutation({ mutationFn: () => connectOwner(ownerId, { method: 'qr' }) });
  const { mutate } = asked;
  useEffect(() => mutate(), [mutate]);
  const offered = useQuery({
    queryKey: ['sessions', 'qr', ownerId],
    queryFn: ({ signal }) => currentQr(ownerId, signal),
    enabled: asked.isSuccess && state !== 'pairing' && state !== 'connected',
    // Between two codes there is none for a moment; after the last there never will be.
    refetchInterval: ({ state: read }) => (read.error && ended.includes(state) ? false : readEveryMs),
    retry: false,
    gcTime: 0,
  });
  const none = offered.error instanceof ApiError && offered.error.status === 404;
  /** Asked again by itself: until then the code on the screen may be an old one. */
  const unanswered = offered.isError && !none;
  const first = asked.data?.qr ? { qr: asked.data.qr, qrExpiresAt: asked.data.qrExpiresAt, number: 1 } : null;
  const shown = none ? null : (offered.data ?? first);

  if (asked.isError) {
    return (
      <div className="flex flex-col items-start gap-3">
        <Notice tone="red" isAlert>
          {refusalInWords(asked.error, i18n)}
        </Notice>
        <Button onClick={() => mutate()}>{t('link.again')}</Button>
      </div>
    );
  }
  if (state === 'pairing') return <Waiting>{t('link.pairing')}</Waiting>;
  return (
    <div className="flex flex-col gap-6 md:flex-row md:items-center">
      <div className="grid size-[296px] shrink-0 place-items-center self-center rounded-card border border-border bg-paper p-4">
        {shown ? (
          // eslint-disable-next-line @next/next/no-img-element -- a data URL of the moment; nothing to optimise
          <img src={shown.qr} alt={t('link.qrAlt')} width={264} height={264} className="size-[264px]" />
        ) : none ? (
          <div className="flex flex-col items-center gap-2 text-center text-ink">
            <QrCode aria-hidden className="size-8" strokeWidth={1.25} />
            <p className="text-work font-medium">{t('link.expired')}</p>
            <p className="text-table">{t('link.expiredWhat')}</p>
          </div>
        ) : (
          <Skeleton className="size-[232px]" />
        )}
      </div>
      <div className="flex flex-1 flex-col gap-5">
        <LinkSteps steps={[t('link.step1'), t('link.step2'), t('link.step3')]} />
        {unanswered ? <SmallFailure what={t('link.code')} query={offered} /> : null}
        {shown?.qrExpiresAt ? (
          <Countdown until={shown.qrExpiresAt} lifetime={lifetimeSeconds(shown.number)} />
        ) : none ? (
          <Button intent="primary" className="self-start" busy={asked.isPending} onClick={() => mutate()}>
            {t('link.again')}
          </Button>
        ) : unanswered ? null : (
          <Waiting>{t('link.asking')}</Waiting>
        )}
      </div>
    </div>
  );
}

function Countdown({ until, lifetime }: { until: string; lifetime: number }) {
  const { t } = useI18n();
  const seconds = secondsUntil(until, useNow()) ?? 0;
  return (
    <p className="flex items-center gap-3 text-table text-muted">
      <CountdownRing seconds={seconds} fraction={seconds / lifetime} label={t('link.timer', { count: seconds })} />
      {t('link.refresh')}
    </p>
  );
}
