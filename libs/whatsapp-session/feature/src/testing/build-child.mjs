// Bundles the process that stories kill and freeze, the way the API is bundled. Run from the workspace's root.
import { mkdir, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { optionsFor } from '../../../../../tools/build/esbuild.mjs';

const outdir = process.argv[2];
await mkdir(outdir, { recursive: true });
await build({
  ...optionsFor('api'),
  entryPoints: { main: 'libs/whatsapp-session/feature/src/testing/session-process.main.ts' },
  outdir,
  tsconfig: 'libs/whatsapp-session/feature/tsconfig.json',
});
await writeFile(`${outdir}/package.json`, JSON.stringify({ type: 'module' }));
