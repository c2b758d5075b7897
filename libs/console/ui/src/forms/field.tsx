import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from '../cn.ts';

const box =
  'w-full rounded-card border border-border-strong bg-surface px-3 text-work text-text text-ellipsis placeholder:text-muted aria-invalid:border-danger disabled:opacity-60';

/** Label, control, hint and error, tied together for readers. `children` gets the ids to put on the control. */
export function Field({
  label,
  hint,
  error,
  children,
}: {
  label: string;
  hint?: ReactNode;
  error?: string;
  children: (ids: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': true | undefined;
  }) => ReactNode;
}) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-table font-medium">
        {label}
      </label>
      {children({ id, 'aria-describedby': note ? `${id}-note` : undefined, 'aria-invalid': error ? true : undefined })}
      {note ? (
        <p id={`${id}-note`} className={cn('text-caption', error ? 'text-tone-red-text' : 'text-muted')}>
          {note}
        </p>
      ) : null}
    </div>
  );
}

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(box, 'h-9 max-md:h-11', className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cn(box, 'min-h-20 py-2', className)} {...rest} />;
}

/** A native select: right on every phone, readable by every reader. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <select className={cn(box, 'h-9 cursor-pointer pr-8 max-md:h-11', className)} {...rest}>
      {children}
    </select>
  );
}
