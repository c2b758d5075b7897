import { Check, TriangleAlert } from 'lucide-react';
import { type ComponentType, type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { cn } from '../cn.ts';

export type WizardStep = {
  id: string;
  label: string;
  /** Each step has its own address. */
  href: string;
  state: 'done' | 'current' | 'todo' | 'problem';
  /** Not to be reached yet, because an earlier step lacks what it needs. */
  disabled?: boolean;
};

export type WizardLink = ComponentType<{
  href: string;
  className?: string;
  'data-saves'?: '';
  'aria-current'?: 'step';
  onClick?: (event: MouseEvent<HTMLAnchorElement>) => void;
  children: ReactNode;
}>;

/** The step that each wizard of this page's life showed last; a step with an address of its own is drawn anew. */
const shown = new Map<string, string>();

/** Steps at the head, the step's own content, and back and forward at the foot (a sticky bar on phones). */
export function Wizard({
  label,
  steps,
  stepWords,
  Link,
  onStep,
  children,
  back,
  forward,
}: {
  label: string;
  steps: readonly WizardStep[];
  /** "Step 2 of 4: What", shown on phones and read when the step changes. */
  stepWords: string;
  Link: WizardLink;
  /** Called in place of following the link of another step, so that what this one holds can be saved first. */
  onStep?: (id: string) => void;
  children: ReactNode;
  back?: ReactNode;
  forward: ReactNode;
}) {
  const panel = useRef<HTMLDivElement>(null);
  const current = steps.find(({ state }) => state === 'current')?.id ?? '';
  useEffect(() => {
    const before = shown.get(label);
    shown.set(label, current);
    if (before !== undefined && before !== current) panel.current?.focus();
  }, [label, current]);
  return (
    <div className="flex flex-col gap-6">
      <nav aria-label={label}>
        <ol className="flex gap-1.5 md:gap-6">
          {steps.map((step, index) => (
            <li key={step.id} className="min-w-0 max-md:flex-1">
              {step.disabled ? (
                <span aria-disabled className={line(step)}>
                  <Inside step={step} number={index + 1} />
                </span>
              ) : (
                <Link
                  href={step.href}
                  aria-current={step.state === 'current' ? 'step' : undefined}
                  className={line(step)}
                  // what the step holds is saved on the way: nothing asks before it
                  data-saves={onStep ? '' : undefined}
                  onClick={(event) => {
                    // with a modifier it opens elsewhere, and this step stays
                    if (!onStep || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
                    event.preventDefault();
                    if (step.state !== 'current') onStep(step.id);
                  }}
                >
                  <Inside step={step} number={index + 1} />
                </Link>
              )}
            </li>
          ))}
        </ol>
        <p role="status" className="mt-2 text-table text-muted md:sr-only">
          {stepWords}
        </p>
      </nav>
      {/* On another step the focus comes here: the button that led to it is gone, and readers hear which step it is. */}
      <div ref={panel} role="group" aria-label={stepWords} tabIndex={-1} className="min-w-0 outline-none">
        {children}
      </div>
      {back || forward ? (
        <footer className="flex items-center justify-between gap-x-3 border-t border-border py-3 max-md:sticky max-md:bottom-14 max-md:z-20 max-md:-mx-4 max-md:bg-background max-md:px-4 short:static">
          <span>{back}</span>
          <span className="ml-auto flex min-w-0 justify-end gap-2">{forward}</span>
        </footer>
      ) : null}
    </div>
  );
}

const line = (step: WizardStep) =>
  cn(
    'flex min-h-9 items-center gap-2 rounded-control text-table max-md:min-h-11 max-md:justify-center max-md:border-b-2',
    step.state === 'current' ? 'font-medium text-text max-md:border-accent' : 'text-muted max-md:border-border',
    step.disabled ? 'cursor-not-allowed' : 'hover:text-text',
  );

function Inside({ step, number }: { step: WizardStep; number: number }) {
  const Icon = step.state === 'done' ? Check : step.state === 'problem' ? TriangleAlert : null;
  return (
    <>
      <span
        aria-hidden
        className={cn(
          'grid size-6 shrink-0 place-items-center rounded-full border text-caption font-medium tabular-nums',
          step.state === 'current' && 'border-transparent bg-accent text-accent-text',
          step.state === 'done' && 'border-tone-green-line bg-tone-green-bg text-tone-green-text',
          step.state === 'problem' && 'border-tone-yellow-line bg-tone-yellow-bg text-tone-yellow-text',
          step.state === 'todo' && 'border-border-strong',
        )}
      >
        {Icon ? <Icon className="size-3.5" strokeWidth={2} /> : number}
      </span>
      <span className="truncate max-md:sr-only">{step.label}</span>
    </>
  );
}
