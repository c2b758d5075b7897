import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const table = 'libs/kernel/src/problem.ts';
/** Programs of their own, tests, and the settings of a process, which are refused when it starts and never over HTTP. */
const others =
  /\.(?:spec|story)\.ts$|\/testing\/|^libs\/(?:console|api-client|tooling|embedded-mongod|whatsapp-simulator)\/|environment\.schema\.ts$/;

const read = (file) => readFileSync(join(root, file), 'utf8');
const sentences = [...read(table).matchAll(/^ {2}'?[A-Z_]+(?:\.\w+)?'?: '(.*)',$/gm)].map(([, sentence]) => sentence);

/** The sentence as a literal of a source file, whatever fills its holes. */
const literal = (sentence) => {
  const parts = sentence.split(/<\w+>|\[\w+\]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return `(['\`])${parts.join('[^\\n]{1,80}?')}\\1`;
};

test('a problem that has a code is never written as a free sentence: its code would be lost', () => {
  assert.ok(sentences.length > 50, 'the table of problems is found');
  const files = execFileSync('git', ['ls-files', 'libs/*.ts', 'apps/api/src/*.ts'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file && file !== table && !others.test(file));
  const forms = sentences.map((sentence) => new RegExp(literal(sentence)));
  const found = files.flatMap((file) => {
    const source = read(file);
    return forms.flatMap((form) => form.exec(source)?.[0] ?? []).map((words) => `${file}: ${words}`);
  });
  assert.deepEqual(found, []);
});
