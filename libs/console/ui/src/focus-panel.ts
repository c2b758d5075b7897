/**
 * Puts the focus on the panel that opened, not on its first button: Tab then starts at the top and no ring is
 * drawn around Close. A field that asked for the focus keeps it.
 */
export function focusPanel(event: Event): void {
  const panel = event.currentTarget as HTMLElement; // Radix dispatches this on its own content element
  event.preventDefault();
  if (!panel.contains(document.activeElement)) panel.focus();
}
