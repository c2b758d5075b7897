// Every optional platform package named in the lock must have an entry of its own; otherwise `npm ci`
// refuses the lock on the platform whose binary was missing when the lock was written.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const names = new Set(Object.keys(packages).map((key) => key.split('node_modules/').at(-1)));
const missing = Object.entries(packages).flatMap(([key, value]) =>
  Object.keys(value.optionalDependencies ?? {})
    .filter((dependency) => !names.has(dependency))
    .map((dependency) => `${key} -> ${dependency}`),
);
if (missing.length > 0) {
  console.error(`package-lock.json lacks:\n${missing.join('\n')}`);
  process.exit(1);
}
console.log('package-lock.json is complete.');
