import { useRef } from 'react';

/**
 * Focus of a dialog or drawer that has no trigger of its own. On opening it goes to the panel, not to its first
 * button (a field that asked for it keeps it); on closing back to where it was. What was opened from a menu gives
 * the focus back to the menu's button, because the menu is gone by then.
 */
export function usePanelFocus() {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: (event: Event): void => {
      const panel = event.currentTarget as HTMLElement; // Radix dispatches this on its own content element
      event.preventDefault();
      if (panel.contains(document.activeElement)) return;
      before.current = lastingElement(document.activeElement);
      panel.focus();
    },
    onCloseAutoFocus: (event: Event): void => {
      event.preventDefault();
      before.current?.focus();
    },
    /** A toast lies over the panel: pressing its Undo does not close what is under it. */
    onInteractOutside: (event: Event): void => {
      if (event.target instanceof Element && event.target.closest('[data-sonner-toaster]')) event.preventDefault();
    },
  };
}

function lastingElement(active: Element | null): HTMLElement | null {
  const button = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const element = button ? document.getElementById(button) : active;
  return element instanceof HTMLElement ? element : null;
}
