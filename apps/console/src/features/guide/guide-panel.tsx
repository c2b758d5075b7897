'use client';

import { Button, cn } from '@relance/console-ui';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { keepOfGuide, useGuideMemory } from './guide-memory.ts';

/** One step: where it is taken (`href`), or what its button does instead. */
export type GuideStep = {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly action: string;
  readonly done: boolean;
  readonly href: string;
  readonly onSelect?: () => void;
};

/** The steps of a guide, ticking off by themselves. Put aside it is one line; it is gone when all is done. */
export function GuidePanel({ guide, title, steps }: { guide: string; title: string; steps: readonly GuideStep[] }) {
  const { t } = useI18n();
  const { aside } = useGuideMemory(guide);
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  const next = steps.find((step) => !step.done);
  return (
    <section aria-label={title} className="rounded-card border border-border bg-surface p-4">
      <div className={cn('flex flex-wrap items-center justify-between gap-x-3 gap-y-1', !aside && 'mb-3')}>
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 className="text-work font-semibold">{title}</h2>
          <p className="text-table tabular-nums text-muted">{t('guide.progress', { done, total: steps.length })}</p>
        </div>
        <Button size="small" intent={aside ? 'plain' : 'quiet'} onClick={() => keepOfGuide(guide, { aside: !aside })}>
          {t(aside ? 'guide.resume' : 'guide.later')}
        </Button>
      </div>
      {aside ? null : (
        <ol className="flex flex-col gap-3">
          {steps.map((step, index) => (
            <li key={step.id} className="flex items-start gap-3">
              <span
                aria-hidden
                className={cn(
                  'mt-0.5 grid size-6 shrink-0 place-items-center rounded-full border text-caption tabular-nums',
                  step.done
                    ? 'border-tone-green-line bg-tone-green-bg text-tone-green-text'
                    : 'border-border-strong text-muted',
                )}
              >
                {step.done ? <Check className="size-3.5" strokeWidth={2} /> : index + 1}
              </span>
              <div className="flex min-w-0 flex-1 flex-col items-start gap-2 md:flex-row md:justify-between md:gap-3">
                <div className="min-w-0">
                  <p className={cn('text-work', step.done ? 'text-muted line-through' : 'font-medium')}>
                    {step.title}
                    {step.done ? <span className="sr-only"> {t('first.done')}</span> : null}
                  </p>
                  {step.done ? null : <p className="text-table text-muted">{step.why}</p>}
                </div>
                {step.done ? null : <StepButton step={step} isNext={step === next} />}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Takes a step: a link to its page, or what the step does by itself. */
export function StepButton({ step, isNext, label }: { step: GuideStep; isNext: boolean; label?: string }) {
  const look = { size: 'small', intent: isNext ? 'primary' : 'plain' } as const;
  return step.onSelect ? (
    <Button {...look} onClick={step.onSelect}>
      {label ?? step.action}
    </Button>
  ) : (
    <Button {...look} asChild>
      <Link href={step.href}>{label ?? step.action}</Link>
    </Button>
  );
}
