'use client';

import { Wizard } from '@relance/console-ui';
import Link from 'next/link';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { stepHref, type WizardStepName, wizardSteps } from './steps.ts';

/** What every step gets: the draft, if there is one yet, and the frame to put its content in. */
export function StepFrame({
  step,
  id,
  back,
  forward,
  children,
}: {
  step: WizardStepName;
  id: string | null;
  back?: React.ReactNode;
  forward: React.ReactNode;
  children: React.ReactNode;
}) {
  const { t } = useI18n();
  const at = wizardSteps.indexOf(step);
  return (
    <Wizard
      label={t('wizard.steps')}
      stepWords={t('wizard.step', { number: at + 1, total: wizardSteps.length, name: t(`wizard.${step}`) })}
      Link={Link}
      steps={wizardSteps.map((name, index) => ({
        id: name,
        label: t(`wizard.${name}`),
        href: stepHref(name, id),
        state: name === step ? 'current' : index < at ? 'done' : 'todo',
        disabled: id === null && name !== 'who',
      }))}
      back={back}
      forward={forward}
    >
      {children}
    </Wizard>
  );
}
