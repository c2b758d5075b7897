'use client';

import { loadAgain } from '@relance/console-ui';
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { PartBoundary, PartNotLoaded } from '../frame/part-boundary.tsx';

/**
 * A part that is loaded when it is first shown: dialogs, editors, pickers. `placeholder` keeps its place meanwhile. One
 * that cannot be loaded says so in its place and takes nothing else of the page with it.
 */
export function whenShown<P extends object>(
  load: () => Promise<ComponentType<P>>,
  placeholder: ReactNode = null,
): ComponentType<P> {
  const part = (): ComponentType<P> =>
    lazy(() =>
      loadAgain(load).then(
        (loaded) => ({ default: loaded }),
        (cause: unknown) => {
          throw new PartNotLoaded(cause);
        },
      ),
    );
  /** A script that could not be loaded stays so for React: the next try is another one. */
  let latest = part();
  return function WhenShown(props: P) {
    const [Part, setPart] = useState<ComponentType<P>>(() => latest);
    const again = () => {
      latest = part();
      setPart(() => latest);
    };
    return (
      <PartBoundary onRetry={again} floats={placeholder === null}>
        <Suspense fallback={placeholder}>
          <Part {...props} />
        </Suspense>
      </PartBoundary>
    );
  };
}
