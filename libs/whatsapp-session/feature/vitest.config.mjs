import { vitestProject } from '../../../tools/test/vitest-preset.mjs';

export default vitestProject(import.meta.url, {
  name: 'whatsapp-session-feature',
  // Leases of 30 s that run out, reconnects with a delay: these stories wait more than they compute.
  maxWorkers: 2,
  setupFiles: ['../baileys/src/testing/unref-long-timers.ts'],
});
