import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { onHistory } from './history-events.ts';

/** A step that would lose what is not saved: following a link, going back, changing the owner. */
type Step = () => void;
type Ask = (step: Step) => void;

/** Those who have something unsaved, the latest last. */
const guards = new Set<Ask>();

/**
 * Takes a step that leaves what is shown, at once when nothing is unsaved; otherwise the person is asked first, and it
 * is taken when they agree. For every step that is neither a link nor the browser's own (`router.push` from a button,
 * a key, a menu).
 */
export function leaveBy(step: Step): void {
  const ask = [...guards].at(-1);
  if (ask) ask(step);
  else step();
}

const address = () => window.location.pathname + window.location.search;

/**
 * Holds back what would lose something that is not saved: links of the console, the browser's Back and Forward, and
 * what goes through `leaveBy`. Closing or reloading the window is asked by the browser itself.
 * Answers the step that waits for an answer, if any, and the two answers.
 */
export function useLeaveGuard(isDirty: boolean): { waiting: boolean; stay: () => void; leave: () => void } {
  const router = useRouter();
  const [step, setStep] = useState<{ take: Step } | null>(null);
  /** Agreed to leave: nothing is held any more, until there is something unsaved anew. */
  const agreed = useRef(false);
  const here = useRef('');
  useSearchParams(); // a filter written into the address does not leave the page: the address is read anew
  useEffect(() => {
    here.current = address();
  });
  useEffect(() => {
    if (!isDirty) return;
    agreed.current = false;
    const ask: Ask = (take) => (agreed.current ? take() : setStep({ take }));
    guards.add(ask);
    const stopListening = [
      holdClosing(() => !agreed.current),
      holdLinks(
        () => !agreed.current,
        here,
        (href) => ask(() => router.push(href)),
      ),
      holdHistory(() => !agreed.current, here, ask),
    ];
    return () => {
      guards.delete(ask);
      for (const stop of stopListening) stop();
    };
  }, [isDirty, router]);
  return {
    waiting: step !== null,
    stay: () => setStep(null),
    leave: () => {
      agreed.current = true;
      setStep(null);
      step?.take();
    },
  };
}

type IsHeld = () => boolean;
type Address = { readonly current: string };

function holdClosing(isHeld: IsHeld): Step {
  const warn = (event: BeforeUnloadEvent) => {
    if (isHeld()) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  return () => window.removeEventListener('beforeunload', warn);
}

/** `ask` gets the address of a link that is not followed: path, query and anchor. */
function holdLinks(isHeld: IsHeld, here: Address, ask: (href: string) => void): Step {
  const hold = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!isHeld() || !(link instanceof HTMLAnchorElement) || event.button !== 0) return;
    const staysHere = link.target === '_blank' || link.hasAttribute('download') || link.hasAttribute('data-saves');
    if (staysHere || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href);
    if (to.origin !== window.location.origin || to.pathname + to.search === here.current) return;
    event.preventDefault(); // the link's own handler, which comes after, leaves it alone then
    ask(to.pathname + to.search + to.hash);
  };
  document.addEventListener('click', hold, { capture: true });
  return () => document.removeEventListener('click', hold, { capture: true });
}

/**
 * Back and Forward cannot be refused: the browser has gone when it tells. So the router is not told, the browser is
 * sent to where it came from, and the way is gone again once the person agrees. Browsers without the Navigation API do
 * not tell the direction; there it is taken for Back.
 */
function holdHistory(isHeld: IsHeld, here: Address, ask: Ask): Step {
  const { navigation } = window as Partial<Pick<Window, 'navigation'>>; // not in every browser
  let from = -1;
  let isReturning = false;
  const note = (event: NavigationCurrentEntryChangeEvent) => {
    from = event.from.index;
  };
  const hold = (event: PopStateEvent) => {
    if (isReturning) {
      isReturning = false;
      event.stopImmediatePropagation();
      return;
    }
    if (!isHeld() || address() === here.current) return;
    event.stopImmediatePropagation();
    const now = navigation?.currentEntry?.index ?? -1;
    const way = from >= 0 && now >= 0 && now !== from ? now - from : -1;
    isReturning = true;
    window.history.go(-way);
    ask(() => window.history.go(way));
  };
  navigation?.addEventListener('currententrychange', note);
  const stopHolding = onHistory(hold);
  return () => {
    navigation?.removeEventListener('currententrychange', note);
    stopHolding();
  };
}
