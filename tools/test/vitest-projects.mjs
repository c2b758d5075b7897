// All projects that Vitest runs, for what runs several at once: `vitest --config tools/test/vitest-projects.mjs`.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  test: { projects: ['{apps,libs}/**/vitest.config.mjs'], maxWorkers: 2, watch: false },
});
