// Links between our own pages lead somewhere, and the pages name commands that exist.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const pages = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((path) => existsSync(path));

/** A heading's anchor as GitHub makes it. */
const anchorOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[`*_]/g, '')
    .replace(/[^\p{Letter}\p{Number}\- ]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (page) =>
  new Set([...readFileSync(page, 'utf8').matchAll(/^#{1,6} (.+)$/gm)].map((match) => anchorOf(match[1])));

test('every link to a file of the repository leads to one, and to a heading that is there', () => {
  const broken = [];
  let count = 0;
  for (const page of pages) {
    const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '');
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      count += 1;
      const [path, anchor] = decodeURI(target).split('#');
      const file = path === '' ? page : normalize(join(dirname(page), path));
      if (!existsSync(file)) broken.push(`${page}: ${target}`);
      else if (anchor && file.endsWith('.md') && !anchorsOf(file).has(anchor))
        broken.push(`${page}: ${target} (no such heading)`);
    }
  }
  assert.ok(count > 30, `${count} links`);
  assert.deepEqual(broken, []);
});

test('each picture of the guides is shown by a page that says what it shows, in both languages, and all are small', () => {
  const folder = 'docs/guides/pictures';
  const shown = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, words, target]) => ({
      page,
      words,
      file: normalize(join(dirname(page), target)),
    })),
  );
  assert.deepEqual(
    shown.filter(({ words }) => words.trim().length < 10),
    [],
  );
  const named = new Set(shown.map(({ file }) => file));
  const files = readdirSync(folder).map((name) => `${folder}/${name}`);
  assert.ok(files.length >= 20, `${files.length} pictures`);
  const missing = files.filter((file) => !named.has(file));
  assert.deepEqual(missing, [], 'no page shows these');
  const otherLanguage = (file) =>
    file.replace(/\.(en|fr)\.webp$/, (_, language) => `.${language === 'en' ? 'fr' : 'en'}.webp`);
  assert.deepEqual(
    files.filter((file) => !existsSync(otherLanguage(file)) || otherLanguage(file) === file),
    [],
  );
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  assert.ok(bytes < 1_500_000, `${bytes} bytes of pictures`);
});

test('every npm script that a page names exists', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const missing = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/npm run (?:--silent )?([a-z][a-z:-]*[a-z])/g)]
      .filter(([, name]) => scripts[name] === undefined)
      .map(([, name]) => `${page}: npm run ${name}`),
  );
  assert.deepEqual([...new Set(missing)], []);
});

test('the glossary has at most 45 terms, in alphabetical order, each with a file that exists', () => {
  const rows = [...readFileSync('docs/glossary.md', 'utf8').matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\| `([^`]+)` +\|$/gm)];
  const terms = rows.map(([, term]) => term).filter((term) => term !== 'term');
  assert.ok(terms.length >= 30 && terms.length <= 45, `${terms.length} terms`);
  assert.deepEqual(
    terms,
    [...terms].sort((a, b) => a.localeCompare(b, 'en')),
  );
  for (const [, term, , path] of rows) assert.ok(existsSync(path), `${term}: ${path} is not there`);
});

test('each generator has a page "Add …", and the list of them names it', () => {
  const { generators } = JSON.parse(readFileSync('libs/tooling/generators.json', 'utf8'));
  const list = readFileSync('docs/add/README.md', 'utf8');
  for (const name of Object.keys(generators)) {
    assert.match(readFileSync(`docs/add/${name}.md`, 'utf8'), new RegExp(`^# Add [^]*nx g @relance/tooling:${name} `));
    assert.ok(list.includes(`(${name}.md)`), `docs/add/README.md does not name ${name}`);
  }
});
