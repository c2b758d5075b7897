import { useEffect } from 'react';

/**
 * Holds back what would lose something that is not saved: a link of the console is not followed, `ask` gets its address
 * (path with query) instead; closing or reloading the window is asked by the browser itself.
 */
export function useLeaveGuard(isDirty: boolean, ask: (href: string) => void): void {
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const hold = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || event.button !== 0) return;
      const staysHere = link.target === '_blank' || link.hasAttribute('download');
      if (staysHere || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const to = new URL(link.href);
      if (to.origin !== window.location.origin || to.pathname === window.location.pathname) return;
      event.preventDefault();
      ask(to.pathname + to.search);
    };
    window.addEventListener('beforeunload', warn);
    // before the link's own handler, which leaves what is prevented alone
    document.addEventListener('click', hold, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('click', hold, { capture: true });
    };
  }, [isDirty, ask]);
}
