import { Registry, collectDefaultMetrics } from 'prom-client';

/** Injection token of the prom-client Registry; libraries register their own counters in it. */
export const METRICS = Symbol('Metrics');

/** A registry of this process, with Node's own figures (event-loop lag among them). */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
