import { useRef } from 'react';

/**
 * Focus and Escape of a dialog or drawer that has no trigger of its own. On opening the focus goes to the panel, not to
 * its first button (a field that asked for it keeps it); on closing back to where it was. What was opened from a menu
 * gives the focus back to the menu's button, because the menu is gone by then. Where that is gone too, because the row
 * was deleted, the row in its place gets it, and without one the page's main part.
 */
export function usePanelFocus() {
  const before = useRef<() => HTMLElement | null>(() => null);
  return {
    onOpenAutoFocus: (event: Event): void => {
      const panel = event.currentTarget as HTMLElement; // Radix dispatches this on its own content element
      event.preventDefault();
      if (panel.contains(document.activeElement)) return;
      before.current = wayBack(lastingElement(document.activeElement));
      panel.focus();
    },
    onCloseAutoFocus: (event: Event): void => {
      event.preventDefault();
      before.current()?.focus();
    },
    /** A list of choices that stands open in the panel is the upper layer: Escape closes it alone. */
    onEscapeKeyDown: (event: KeyboardEvent): void => {
      const box = event.target instanceof Element ? event.target.closest('[role="combobox"]') : null;
      if (box?.getAttribute('aria-expanded') === 'true') event.preventDefault();
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

/** The row of a table or the card of a list that an element is in; the others are its siblings. */
const rowOf = (element: HTMLElement | null): Element | null =>
  element?.closest('[data-row]') ?? element?.closest('[data-card]')?.parentElement ?? null;

/** Where the focus goes when what was opened from `element` closes. */
function wayBack(element: HTMLElement | null): () => HTMLElement | null {
  const row = rowOf(element);
  const list = row?.parentElement;
  const at = row && list ? [...list.children].indexOf(row) : -1;
  return () => {
    if (element?.isConnected && element !== document.body) return element;
    const left = list?.isConnected ? [...list.children] : [];
    const next = left[Math.min(at, left.length - 1)]?.querySelector<HTMLElement>('[data-row-link], a[href], button');
    return next ?? document.querySelector<HTMLElement>('main');
  };
}
