import { useSyncExternalStore } from 'react';

/** The owner for whom staff act in this tab; null when they act as themselves. */
export type ActingFor = { id: string; name: string | null };

const key = 'relance_acting_for';
const listeners = new Set<() => void>();
let current: ActingFor | null = read();

function read(): ActingFor | null {
  if (typeof sessionStorage === 'undefined') return null;
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('id' in kept) || typeof kept.id !== 'string') return null;
    return { id: kept.id, name: 'name' in kept && typeof kept.name === 'string' ? kept.name : null };
  } catch {
    return null; // written by another version
  }
}

export function actingFor(): ActingFor | null {
  return current;
}

/** Begins or ends acting for an owner. The caller clears the answers that were another owner's. */
export function setActingFor(owner: ActingFor | null): void {
  current = owner;
  if (owner) sessionStorage.setItem(key, JSON.stringify(owner));
  else sessionStorage.removeItem(key);
  listeners.forEach((listener) => listener());
}

export function useActingFor(): ActingFor | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
    () => null,
  );
}

/** Routes that are about the caller or about everybody; the others are an owner's. */
const notAnOwners = /^\/api\/relance\/(admin|auth)(\/|$)/;

/** Tells the API for whom a request is made. */
export function withActingOwner(request: Request): Request {
  if (request.headers.has('X-Relance-Owner')) return request;
  if (current && !notAnOwners.test(new URL(request.url).pathname)) request.headers.set('X-Relance-Owner', current.id);
  return request;
}
