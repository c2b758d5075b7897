// Every route of a member's own app is named in a guide for the people who write that app.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));

/** `GET /contacts/:id` of each route that is for members, without those about the console's own logins. */
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, operation]) => (operation['x-audiences'] ?? [operation['x-audience']]).includes('user'))
    .filter(([, operation]) => !operation['x-own-login'])
    .map(([method]) => ({ method: method.toUpperCase(), path: path.replace('/api/relance', '') })),
);

/** As a sample names it, or as a sentence or table does; several methods of one path may share its mention. */
function isNamed(text, { method, path }) {
  const spelled = path
    .split('/')
    .map((part) => (part.startsWith('{') ? '([:{]\\w+\\}?|\\d)' : part.replaceAll('.', '\\.')))
    .join('/');
  const end = '(?=[`\\s?{]|$)';
  const direct = new RegExp(`${method} (/api/relance)?${spelled}${end}`, 'm');
  const shared = new RegExp(`\`[A-Z]+ ${spelled}\`(, \`[^\`]+\`)*, \`${method}\``);
  const shortened = path.split('/').slice(-2).join('/');
  return direct.test(text) || shared.test(text) || text.includes(`${method} …/${shortened}`);
}

test('there are routes to be named', () => assert.ok(routes.length > 60));

for (const ending of ['md', 'fr.md']) {
  test(`the guides (${ending}) name every route that a member's app uses`, () => {
    const text = ['campaigns-api', 'user-app', 'webhooks']
      .map((guide) => readFileSync(`docs/guides/${guide}.${ending}`, 'utf8'))
      .join('\n');
    const missing = routes.filter((route) => !isNamed(text, route)).map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(missing, []);
  });
}
