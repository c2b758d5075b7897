import { useSyncExternalStore } from 'react';

/**
 * What this browser keeps of a guide: whether it has begun, whether it is put aside for later, and which of its steps were seen
 * (for steps of which the server knows nothing).
 */
export type GuideMemory = { readonly begun: boolean; readonly aside: boolean; readonly seen: readonly string[] };

const fresh: GuideMemory = { begun: false, aside: false, seen: [] };
const listeners = new Set<() => void>();
/** One object for one stored text, so that React sees no change where there is none. */
const read = new Map<string, { readonly text: string | null; readonly memory: GuideMemory }>();
const keyOf = (guide: string) => `relance_guide:${guide}`;

function memoryOf(guide: string): GuideMemory {
  const text = localStorage.getItem(keyOf(guide));
  const known = read.get(guide);
  if (known?.text === text) return known.memory;
  const memory = parse(text);
  read.set(guide, { text, memory });
  return memory;
}

function parse(text: string | null): GuideMemory {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    if (typeof kept !== 'object' || kept === null) return fresh;
    const { begun, aside, seen } = kept as Record<keyof GuideMemory, unknown>;
    return {
      begun: begun === true,
      aside: aside === true,
      seen: Array.isArray(seen) ? seen.filter((step): step is string => typeof step === 'string') : [],
    };
  } catch {
    return fresh; // written by another version
  }
}

/** Changes what is kept of a guide, in all tabs of this browser. */
export function keepOfGuide(guide: string, change: Partial<GuideMemory>): void {
  localStorage.setItem(keyOf(guide), JSON.stringify({ ...memoryOf(guide), ...change }));
  listeners.forEach((listener) => listener());
}

/**
 * Adds a step to those that were seen. It is added to what is kept now: what a page draws first is the server's, as if
 * the guide had never begun, and would take an ended tour back.
 */
export function seeStep(guide: string, step: string): void {
  const { seen } = memoryOf(guide);
  if (!seen.includes(step)) keepOfGuide(guide, { seen: [...seen, step] });
}

/** What is kept of a guide; as never begun while the server draws. */
export function useGuideMemory(guide: string): GuideMemory {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      window.addEventListener('storage', listener);
      return () => {
        listeners.delete(listener);
        window.removeEventListener('storage', listener);
      };
    },
    () => memoryOf(guide),
    () => fresh,
  );
}
