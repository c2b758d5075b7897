// `npm run typecheck`: the types of every project, by the native compiler (TypeScript 7; lint and Swagger still need 6 as
// `typescript`). Projects with the same compiler options are checked as one program; a project's own `typecheck` target stays
// for working on it alone. Prints what `tsc` would and exits 1 on any error.
// `node tools/typecheck/run.mjs libs/kernel …`: the named projects only.
import { run } from '../run/bootstrap.mjs';
import { programsOfProjects } from './programs.mjs';

const COMPILER = 'node_modules/typescript-native/bin/tsc';

let allFit = true;
// The compiler itself uses every core.
for (const { projects, path } of programsOfProjects('dist/typecheck', process.argv.slice(2))) {
  const startedAt = Date.now();
  const fits = await run(process.execPath, [COMPILER, '-p', path, '--noEmit']).then(
    () => true,
    () => false,
  );
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`${fits ? 'types fit' : 'types do not fit'}, ${seconds} s: ${projects.join(' ')}`);
  allFit &&= fits;
}
process.exit(allFit ? 0 : 1);
