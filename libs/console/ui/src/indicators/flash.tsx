import { type ReactNode, useState } from 'react';

/** Flashes its background once (600 ms) each time `version` changes after the first draw, and moves nothing. */
export function Flash({ version, children }: { version: number | string; children: ReactNode }) {
  const [first] = useState(version);
  return (
    <span key={version} className={version === first ? 'block' : 'block animate-flash rounded-control'}>
      {children}
    </span>
  );
}
