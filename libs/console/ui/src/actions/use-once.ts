import { useRef } from 'react';

export type OnceOptions<Args extends unknown[]> = {
  /** Ignores calls after a success too, until a run fails: for what is done once, such as creating something and going on to it. */
  untilItFails?: boolean;
  /** Calls with different keys do not hold each other back: a list's rows. Without it all calls are the same. */
  keyOf?: (...args: Args) => string;
  /** Gets what a run threw; without it the call rejects. */
  onError?: (error: unknown) => void;
};

/**
 * Runs `work` one at a time: a call while it is under way does nothing. The second click of a double click comes before
 * the button is drawn as busy, so a disabled button alone does not hold it back.
 * @returns resolves when the run that it began ends, at once where it began none
 */
export function useOnce<Args extends unknown[]>(
  work: (...args: Args) => unknown,
  { untilItFails = false, keyOf = () => '', onError }: OnceOptions<Args> = {},
): (...args: Args) => Promise<void> {
  const held = useRef(new Set<string>());
  return async (...args) => {
    const key = keyOf(...args);
    if (held.current.has(key)) return;
    held.current.add(key);
    try {
      await work(...args);
      if (!untilItFails) held.current.delete(key);
    } catch (error) {
      held.current.delete(key);
      if (!onError) throw error;
      onError(error);
    }
  };
}
