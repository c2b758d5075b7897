import { heldHeapBytes } from '@relance/platform/testing';

const WATCHED = ['Timeout', 'TCPSocketWrap', 'TCPServerWrap'] as const;
type Handles = Readonly<Record<(typeof WATCHED)[number], number>>;

/** What keeps this process alive, by kind. Timers that do not keep it alive are not among them. */
export function handles(): Handles {
  const active = process.getActiveResourcesInfo();
  const count = (kind: string) => active.filter((each) => each === kind).length;
  return Object.fromEntries(WATCHED.map((kind) => [kind, count(kind)])) as Handles;
}

/** No kind of handle is more than it was. */
export const areNoMore = (now: Handles, before: Handles): boolean => WATCHED.every((kind) => now[kind] <= before[kind]);

/** Everybody who listens to the process itself. */
export const processListeners = (): number =>
  process.eventNames().reduce((sum, name) => sum + process.listenerCount(name as 'exit'), 0);

/** MiB in use after a collection. */
export const heapMiB = (): number => heldHeapBytes() / 1024 ** 2;
