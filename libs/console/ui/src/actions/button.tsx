import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import { type ComponentProps } from 'react';
import { cn } from '../cn.ts';

const look = cva(
  'inline-flex shrink-0 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-control border font-medium transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      intent: {
        primary: 'border-transparent bg-accent text-accent-text hover:bg-accent-hover',
        plain: 'border-border-strong bg-surface text-text hover:bg-hover',
        quiet: 'border-transparent bg-transparent text-muted hover:bg-hover hover:text-text',
        danger: 'border-transparent bg-danger text-danger-text hover:bg-danger-hover',
      },
      size: {
        small: 'h-8 px-2.5 text-table max-md:h-11 max-md:px-3.5',
        medium: 'h-9 px-3.5 text-work max-md:h-11',
        icon: 'size-8 p-0 max-md:size-11',
      },
    },
    defaultVariants: { intent: 'plain', size: 'medium' },
  },
);

export type ButtonProps = ComponentProps<'button'> & VariantProps<typeof look> & { asChild?: boolean; busy?: boolean };

/** The one button. `busy` keeps the width and says so to readers; `asChild` lends the look to a link. */
export function Button({ asChild, busy, intent, size, className, children, disabled, ...rest }: ButtonProps) {
  const classes = cn(look({ intent, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type="button" className={classes} disabled={disabled || busy} aria-busy={busy || undefined} {...rest}>
      {busy ? <LoaderCircle aria-hidden className="animate-spin" strokeWidth={1.75} /> : null}
      {children}
    </button>
  );
}
