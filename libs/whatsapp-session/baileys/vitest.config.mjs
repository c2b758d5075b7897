import { vitestProject } from '../../../tools/test/vitest-preset.mjs';

export default vitestProject(import.meta.url, {
  name: 'whatsapp-session-baileys',
  setupFiles: ['./src/testing/unref-long-timers.ts'],
});
