// `npm run test:watch [-- project …]`: the tests that the uncommitted changes concern, again at each change. Projects of both
// runners are watched, each runner's by one process.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { installWhatIsMissing, quietTools, refuseOldNode, workspaceRoot } from '../run/bootstrap.mjs';

refuseOldNode();
await installWhatIsMissing();

const wanted = process.argv.slice(2);
const foldersWith = (config) =>
  execFileSync('git', ['ls-files', `*${config}`], { cwd: workspaceRoot, encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((path) => path.slice(0, -config.length - 1))
    .filter((folder) => existsSync(`${workspaceRoot}/${folder}`) && !folder.endsWith('-e2e'))
    .filter((folder) => wanted.length === 0 || wanted.some((name) => folder.replaceAll('/', '-').endsWith(name)));
const [ofJest, ofVitest] = [foldersWith('jest.config.cjs'), foldersWith('vitest.config.mjs')];
if (ofJest.length + ofVitest.length === 0) {
  console.error(`No project with tests is called ${wanted.join(' or ')}.`);
  process.exit(1);
}
const watch = (...args) =>
  spawn(process.execPath, args, { cwd: workspaceRoot, stdio: 'inherit', env: { ...process.env, ...quietTools } });
const vitestProjects = ['--config', 'tools/test/vitest-projects.mjs'];
const children = [];
if (ofJest.length > 0)
  children.push(
    watch('--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--watch', '--projects', ...ofJest),
  );
if (ofVitest.length > 0)
  children.push(watch('node_modules/vitest/vitest.mjs', '--watch', '--changed', ...vitestProjects, ...ofVitest));
for (const child of children) {
  child.once('exit', (code) => {
    for (const other of children) other.kill();
    process.exit(code ?? 1);
  });
}
