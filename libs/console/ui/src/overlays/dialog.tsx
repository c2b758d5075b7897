import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode } from 'react';
import { Button } from '../actions/button.tsx';
import { usePanelFocus } from './use-panel-focus.ts';
import { cn } from '../cn.ts';

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** One or two sentences under the title; read out with it. */
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  closeLabel: string;
  wide?: boolean;
  /** What it shows cannot be shown again: only its buttons close it, neither Escape nor a press beside it. */
  lasting?: boolean;
};

const stay = (event: Event) => event.preventDefault();

/** A dialog for a decision: traps focus, closes on Escape, gives focus back. A sheet from below on phones. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  footer,
  closeLabel,
  wide,
  lasting,
}: DialogProps) {
  const focus = usePanelFocus();
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-appear bg-scrim" />
        <Radix.Content
          {...focus}
          {...(lasting && { onEscapeKeyDown: stay, onInteractOutside: stay })}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'fixed z-50 flex max-h-[90dvh] flex-col border border-border bg-raised text-text shadow-float outline-none short:overflow-y-auto',
            'inset-x-0 bottom-0 animate-slide-up rounded-t-xl',
            'md:inset-x-auto md:bottom-auto md:left-1/2 md:top-1/2 md:w-[calc(100vw-48px)] md:-translate-x-1/2 md:-translate-y-1/2 md:animate-appear md:rounded-card',
            wide ? 'md:max-w-2xl' : 'md:max-w-md',
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4">
            <Radix.Title className="min-w-0 pt-1 text-lead font-semibold text-balance [overflow-wrap:anywhere]">
              {title}
            </Radix.Title>
            <Radix.Close asChild>
              <Button intent="quiet" size="icon" aria-label={closeLabel} className="-mr-2">
                <X aria-hidden strokeWidth={1.75} />
              </Button>
            </Radix.Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-5 pb-5 short:shrink-0 short:overflow-visible">
            {description ? (
              <Radix.Description asChild>
                <div className="mt-1 text-work text-muted [overflow-wrap:anywhere]">{description}</div>
              </Radix.Description>
            ) : null}
            {children}
          </div>
          {footer ? (
            <footer className="flex flex-col-reverse gap-2 border-t border-border px-5 py-3 md:flex-row md:justify-end">
              {footer}
            </footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
