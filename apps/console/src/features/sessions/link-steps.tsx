import { LoaderCircle } from 'lucide-react';

/** What to do on the phone, numbered. */
export function LinkSteps({ steps }: { steps: readonly string[] }) {
  return (
    <ol className="flex flex-col gap-3 text-work">
      {steps.map((step, index) => (
        <li key={step} className="flex gap-3">
          <span
            aria-hidden
            className="grid size-6 shrink-0 place-items-center rounded-full border border-border-strong text-caption font-medium tabular-nums"
          >
            {index + 1}
          </span>
          <span className="pt-0.5">{step}</span>
        </li>
      ))}
    </ol>
  );
}

/** A sentence while something is on its way. */
export function Waiting({ children }: { children: string }) {
  return (
    <p role="status" className="flex items-center gap-2 text-work text-muted">
      <LoaderCircle aria-hidden className="size-4 animate-spin" strokeWidth={1.75} />
      {children}
    </p>
  );
}
