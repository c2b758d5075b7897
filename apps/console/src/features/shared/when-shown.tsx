'use client';

import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';

/** A part that is loaded when it is first shown: dialogs, editors, pickers. `placeholder` keeps its place meanwhile. */
export function whenShown<P extends object>(
  load: () => Promise<ComponentType<P>>,
  placeholder: ReactNode = null,
): ComponentType<P> {
  const Part = lazy(() => load().then((part) => ({ default: part })));
  return function WhenShown(props: P) {
    return (
      <Suspense fallback={placeholder}>
        <Part {...props} />
      </Suspense>
    );
  };
}
