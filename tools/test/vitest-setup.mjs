// Before each spec: what it changes in the process that all specs of its project share is taken back behind it.
import { afterAll, vi } from 'vitest';

const before = { ...process.env };

afterAll(() => {
  vi.restoreAllMocks();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});
