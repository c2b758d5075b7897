'use client';

import { Button, Wizard } from '@relance/console-ui';
import Link from 'next/link';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LeaveGuard } from '../shared/leave-guard.tsx';
import { isWizardStep, stepHref, type WizardStepName, wizardSteps } from './steps.ts';

/** What every step gets: the draft, if there is one yet, and the frame to put its content in. */
export function StepFrame({
  step,
  id,
  onStep,
  isSaving,
  isDirty = false,
  forward,
  children,
}: {
  step: WizardStepName;
  id: string | null;
  /** Saves what this step holds and goes to another one. Without it the links are followed as they are. */
  onStep?: (to: WizardStepName) => void;
  isSaving?: boolean;
  /** Something here would be lost without `onStep`. */
  isDirty?: boolean;
  forward: React.ReactNode;
  children: React.ReactNode;
}) {
  const { t } = useI18n();
  const at = wizardSteps.indexOf(step);
  const before = wizardSteps[at - 1];
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
      onStep={onStep && ((to) => isWizardStep(to) && onStep(to))}
      back={
        before === undefined ? null : onStep ? (
          <Button disabled={isSaving} onClick={() => onStep(before)}>
            {t('action.back')}
          </Button>
        ) : (
          <Button asChild>
            <Link href={stepHref(before, id)}>{t('action.back')}</Link>
          </Button>
        )
      }
      forward={forward}
    >
      {children}
      <LeaveGuard isDirty={isDirty} />
    </Wizard>
  );
}
