import { type ComponentProps } from 'react';
import { cn } from '../cn.ts';

/** A native checkbox in the accent colour, with a target large enough for a thumb. */
export function Checkbox({ label, className, ...rest }: ComponentProps<'input'> & { label: string }) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      className={cn('size-4 shrink-0 cursor-pointer accent-accent', className)}
      {...rest}
    />
  );
}
