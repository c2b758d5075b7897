// `npm run licences`: writes THIRD_PARTY.md, the packages of the running product with version and licence, from the lock.
// `--check` writes nothing and fails when the page is stale or a licence is not in the allowed list.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './run/bootstrap.mjs';

const PAGE = 'THIRD_PARTY.md';

/** Licences that allow what we do: run and hand on, changed or not, with their notice. */
export const allowedLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/**
 * Packages looked at by hand, with the reason why they may be there all the same.
 * A native library linked at run time and replaceable by the operator meets the LGPL's terms.
 */
const examined = {
  libsignal:
    'GPL-3.0, used by the WhatsApp client Baileys; the operator who distributes a package must offer its source',
  '@img/sharp': 'Apache-2.0, with libvips under LGPL-3.0-or-later as a shared library that is replaceable',
  busboy: 'MIT, stated in its LICENSE file only',
  streamsearch: 'MIT, stated in its LICENSE file only',
  geist: 'SIL Open Font License 1.1',
};

/** Whether an SPDX expression is met by the allowed list: one side of an OR, both of an AND. */
export function isAllowed(expression) {
  const text = expression.replace(/^\(|\)$/g, '');
  if (text.includes(' OR ')) return text.split(' OR ').some(isAllowed);
  if (text.includes(' AND ')) return text.split(' AND ').every(isAllowed);
  return allowedLicences.has(text.trim());
}

/** Packages of the running product as the lock names them: those that are not for development only. */
export function productPackages({ packages }) {
  const found = new Map();
  for (const [path, { version, license, dev, link }] of Object.entries(packages)) {
    if (!path.includes('node_modules/') || dev || link) continue;
    const name = path.split('node_modules/').at(-1);
    found.set(`${name}@${version}`, { name, version, licence: licenceText(license) });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const licenceText = (license) => (typeof license === 'string' ? license : (license?.type ?? 'none stated'));

const reasonFor = (name) =>
  Object.entries(examined).find(([known]) => name === known || name.startsWith(`${known}-`))?.[1];

/** What stands in the way: packages whose licence is neither allowed nor examined. */
export const refusedPackages = (packages) =>
  packages.filter(({ name, licence }) => !isAllowed(licence) && reasonFor(name) === undefined);

const pageOf = (packages) => `# Third-party packages

Packages of the running product, generated from the lock by \`npm run licences\`. The texts of the licences lie in each package.

| package | version | licence |
| --- | --- | --- |
${packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${isAllowed(licence) ? licence : (reasonFor(name) ?? `${licence}: not examined`)} |`).join('\n')}
`;

if (process.argv[1]?.endsWith('licences.mjs')) {
  const packages = productPackages(JSON.parse(readFileSync(join(workspaceRoot, 'package-lock.json'), 'utf8')));
  const refused = refusedPackages(packages);
  for (const { name, version, licence } of refused)
    console.error(`${name}@${version}: ${licence} is not in the allowed list`);
  const page = pageOf(packages);
  const path = join(workspaceRoot, PAGE);
  if (process.argv.includes('--check')) {
    if (readFileSync(path, 'utf8') !== page) {
      console.error(`${PAGE} is stale: npm run licences`);
      process.exit(1);
    }
  } else writeFileSync(path, page);
  process.exit(refused.length > 0 ? 1 : 0);
}
