import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of the heap that something still holds: what was let go is collected first, whenever the engine would. */
export function heldHeapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // The second collection takes what finalisers of the first let go.
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
