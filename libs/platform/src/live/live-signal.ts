import { type OwnerId } from '@relance/kernel';

export type LiveEventName =
  'session.updated' | 'qr.updated' | 'campaign.updated' | 'campaign.stats' | 'delivery.updated' | 'audit';

/** Something changed. The facts come by GET, but for the events that carry a whole view. */
export type LiveSignal = {
  readonly name: LiveEventName;
  readonly id: string;
  readonly rev: number;
  readonly ownerId: OwnerId | null;
  /** Makes the data of an event that carries more than `{ id, rev }`; asked at most once for each change and language. */
  readonly view?: (language: 'fr' | 'en') => Promise<unknown>;
};

/** Owners get their own signals, never `audit`; admins get everything but QR codes. */
export type LiveAudience = { readonly ownerId: OwnerId } | { readonly admin: true };

export function mayRead(audience: LiveAudience, signal: LiveSignal): boolean {
  if ('admin' in audience) return signal.name !== 'qr.updated';
  return signal.ownerId === audience.ownerId && signal.name !== 'audit';
}

/** A signal with its place among all of this process's run. */
export type NumberedSignal = {
  readonly id: string;
  readonly sequence: number;
  readonly signal: LiveSignal;
  /** Text of the event's data. Rejects when the view could not be made. */
  readonly data: (language: 'fr' | 'en') => Promise<string>;
};

/** Numbers a signal; readers of the same language share one reading of its view. */
export function numbered(run: string, sequence: number, signal: LiveSignal): NumberedSignal {
  const { id, rev, view } = signal;
  const made = new Map<string, Promise<string>>();
  const data = (language: 'fr' | 'en'): Promise<string> => {
    const before = made.get(language);
    if (before) return before;
    const text = view
      ? view(language).then((whole) => JSON.stringify(whole))
      : Promise.resolve(JSON.stringify({ id, rev }));
    made.set(language, text);
    return text;
  };
  return { id: `${run}-${sequence}`, sequence, signal, data };
}
