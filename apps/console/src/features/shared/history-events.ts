type Listener = (event: PopStateEvent) => void;

const listeners = new Set<Listener>();

/**
 * Tells of the browser's Back and Forward before the router hears of them. A window calls its `popstate` listeners in
 * the order in which they were added, whether they capture or not, so this one is added before the page is hydrated
 * (`instrumentation-client.ts`). `event.stopImmediatePropagation()` keeps the router from going along.
 */
if (typeof window !== 'undefined') {
  window.addEventListener('popstate', (event) => {
    for (const listener of listeners) listener(event);
  });
}

/** Answers how to stop listening. */
export function onHistory(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
