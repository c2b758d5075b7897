// `npm run test:watch [-- project …]`: the tests that the uncommitted changes concern, again at each change.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { installWhatIsMissing, quietTools, refuseOldNode, workspaceRoot } from '../run/bootstrap.mjs';

refuseOldNode();
await installWhatIsMissing();

const wanted = process.argv.slice(2);
const folders = execFileSync('git', ['ls-files', '*jest.config.cjs'], { cwd: workspaceRoot, encoding: 'utf8' })
  .trim()
  .split('\n')
  .map((path) => path.replace(/\/jest\.config\.cjs$/, ''))
  .filter((folder) => existsSync(`${workspaceRoot}/${folder}`) && !folder.endsWith('-e2e'))
  .filter((folder) => wanted.length === 0 || wanted.some((name) => folder.replaceAll('/', '-').endsWith(name)));
if (folders.length === 0) {
  console.error(`No project with tests is called ${wanted.join(' or ')}.`);
  process.exit(1);
}
const child = spawn(
  process.execPath,
  ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--watch', '--projects', ...folders],
  { cwd: workspaceRoot, stdio: 'inherit', env: { ...process.env, ...quietTools } },
);
child.once('exit', (code) => process.exit(code ?? 1));
