import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode } from 'react';
import { Button } from '../actions/button.tsx';
import { usePanelFocus } from './use-panel-focus.ts';

export type DrawerProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Pills and facts under the name. */
  summary?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  labels: { close: string; previous: string; next: string };
  onPrevious?: (() => void) | null;
  onNext?: (() => void) | null;
};

/** Details beside the list: 560 px on the right, the whole screen on phones. Focus stays in, Escape goes back. */
export function Drawer({ open, onClose, title, summary, actions, children, labels, onPrevious, onNext }: DrawerProps) {
  const focus = usePanelFocus();
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Radix.Content
          {...focus}
          aria-describedby={undefined}
          className="fixed inset-x-0 bottom-0 top-6 z-40 flex animate-slide-up flex-col rounded-t-xl border-border bg-surface text-text shadow-float outline-none max-md:border-t md:inset-y-0 md:left-auto md:right-0 md:top-0 md:w-[560px] md:animate-slide-in md:rounded-none md:border-l short:overflow-y-auto"
        >
          <header className="flex flex-col gap-3 border-b border-border px-4 pb-4 pt-3 md:px-6 md:pt-4">
            <div className="flex items-start gap-1">
              <Radix.Title className="min-w-0 flex-1 pt-0.5 text-balance text-title font-semibold [overflow-wrap:anywhere] max-md:pt-2">
                <bdi>{title}</bdi>
              </Radix.Title>
              {onPrevious !== undefined ? (
                <Step label={labels.previous} onStep={onPrevious}>
                  <ChevronUp aria-hidden strokeWidth={1.75} />
                </Step>
              ) : null}
              {onNext !== undefined ? (
                <Step label={labels.next} onStep={onNext}>
                  <ChevronDown aria-hidden strokeWidth={1.75} />
                </Step>
              ) : null}
              <Radix.Close asChild>
                <Button intent="quiet" size="icon" aria-label={labels.close} className="-mr-2">
                  <X aria-hidden strokeWidth={1.75} />
                </Button>
              </Radix.Close>
            </div>
            {summary}
            {actions}
          </header>
          {/* With nothing to press in it, the keyboard would not reach what is scrolled out of sight. */}
          <div
            className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 -outline-offset-2 md:px-6 short:flex-none short:overflow-visible"
            tabIndex={0}
            role="group"
            aria-label={title}
          >
            {children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Step({ label, onStep, children }: { label: string; onStep: (() => void) | null; children: ReactNode }) {
  return (
    <Button intent="quiet" size="icon" aria-label={label} disabled={!onStep} onClick={onStep ?? undefined}>
      {children}
    </Button>
  );
}
