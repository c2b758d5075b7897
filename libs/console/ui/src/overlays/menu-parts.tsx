import { DropdownMenu as Radix } from 'radix-ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { type LucideIcon } from 'lucide-react';
import { cn } from '../cn.ts';

/** A menu that stands open. Not in a portal, so that it stays inside the page's landmark. */
export function OpenMenu({ trigger, children, align = 'end', side, focusAfter, byKeys }: OpenMenuProps) {
  const content = useRef<HTMLDivElement>(null);
  // Radix was not there yet for the key that opened it: its first item would get the focus from the second time on.
  useEffect(() => {
    if (byKeys) content.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [byKeys]);
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Content
        ref={content}
        align={align}
        side={side}
        sideOffset={4}
        collisionPadding={8}
        tabIndex={0} // it scrolls; Radix leaves it out of the tab order until an item is reached
        onCloseAutoFocus={(event) => {
          const element = focusAfter?.();
          if (!element) return;
          event.preventDefault();
          element.focus();
        }}
        className="z-50 max-h-[min(320px,var(--radix-dropdown-menu-content-available-height))] min-w-44 overflow-y-auto animate-appear rounded-card border border-border bg-raised p-1 text-left text-text shadow-float"
      >
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}

export type MenuProps = {
  /** The button that opens and closes it. */
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  /** What gets the focus when the menu closes; with nothing, its button. */
  focusAfter?: () => HTMLElement | null | undefined;
};

/** `byKeys`: its first opening was by a key, and goes on with its first item. */
export type OpenMenuProps = MenuProps & { byKeys: boolean };

export type MenuItemProps = {
  icon?: LucideIcon;
  children: ReactNode;
  onSelect?: () => void;
  danger?: boolean;
  checked?: boolean;
  /** Lends the item's manners to a link. */
  asChild?: boolean;
};

const itemShape =
  'flex h-8 cursor-pointer select-none items-center gap-2 rounded-control px-2 text-table outline-none data-[highlighted]:bg-hover max-md:h-11';

/** One line of a menu. */
export function MenuItem({ icon: Icon, children, onSelect, danger, checked, asChild }: MenuItemProps) {
  if (asChild) {
    return (
      <Radix.Item asChild className={itemShape}>
        {children}
      </Radix.Item>
    );
  }
  return (
    <Radix.Item className={cn(itemShape, danger && 'text-tone-red-text')} onSelect={onSelect}>
      {Icon ? <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} /> : null}
      <span className="flex-1 truncate">{children}</span>
      {checked ? <span className="size-1.5 rounded-full bg-accent" aria-hidden /> : null}
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-border" />;
}
