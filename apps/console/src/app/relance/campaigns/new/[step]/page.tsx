import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { CampaignWizard } from '../../../../../features/campaign-wizard/campaign-wizard.tsx';
import { isWizardStep } from '../../../../../features/campaign-wizard/steps.ts';
import { titled } from '../../../../../server/titles.ts';

export const generateMetadata = () => titled('campaigns.new');

export default async function WizardPage({ params }: { params: Promise<{ step: string }> }) {
  const { step } = await params;
  if (!isWizardStep(step)) notFound();
  return (
    <Suspense>
      <CampaignWizard step={step} />
    </Suspense>
  );
}
