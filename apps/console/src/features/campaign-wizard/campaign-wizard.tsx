'use client';

import { useQuery } from '@tanstack/react-query';
import { ownQueries } from '@relance/console-data-access';
import { Notice, PageHeader, Skeleton } from '@relance/console-ui';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { OwnerGate } from '../shared/owner-gate.tsx';
import { CheckStep } from './check-step.tsx';
import { type WizardStepName } from './steps.ts';
import { WhatStep } from './what-step.tsx';
import { WhenStep } from './when-step.tsx';
import { WhoStep } from './who-step.tsx';

/** A campaign in four steps, saved as a draft at each of them. */
export function CampaignWizard({ step }: { step: WizardStepName }) {
  const { t } = useI18n();
  return (
    <OwnerGate title={t('campaigns.new')}>
      <Steps step={step} />
    </OwnerGate>
  );
}

function Steps({ step }: { step: WizardStepName }) {
  const { t } = useI18n();
  const id = useSearchParams().get('id');
  const query = useQuery({ ...ownQueries.campaign(id ?? ''), enabled: id !== null });
  const draft = query.data ?? null;
  const header = <PageHeader title={t('campaigns.new')} summary={draft?.name} />;
  const isClosed = draft !== null && !['draft', 'scheduled'].includes(draft.status);
  return (
    <div className="mx-auto flex max-w-[1080px] flex-col gap-6">
      {header}
      {id !== null && query.isPending ? (
        <Skeleton className="h-96 w-full rounded-card" />
      ) : id !== null && !draft ? (
        <Failure what={t('detail.what')} query={query} />
      ) : isClosed ? (
        <Notice tone="blue">
          {t('wizard.started')}{' '}
          <Link href={`/relance/campaigns/${draft.id}`} className="underline">
            {draft.name}
          </Link>
        </Notice>
      ) : step === 'who' || draft === null ? (
        <WhoStep draft={draft} />
      ) : step === 'what' ? (
        <WhatStep draft={draft} />
      ) : step === 'when' ? (
        <WhenStep draft={draft} />
      ) : (
        <CheckStep draft={draft} />
      )}
    </div>
  );
}
