// The lint rule that keeps metaphors out of names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Linter } from 'eslint';
import { noDroppedWords, wordsOf } from '../../libs/tooling/lint/dropped-words.mjs';

const problems = (code, filename = 'example.js') =>
  new Linter()
    .verify(
      code,
      [
        {
          files: ['**/*.js'],
          plugins: { relance: { rules: { 'no-dropped-words': noDroppedWords } } },
          rules: { 'relance/no-dropped-words': 'error' },
        },
      ],
      filename,
    )
    .map(({ message }) => message);

test('a name is taken apart at capitals, dashes and underscores', () => {
  assert.deepEqual(wordsOf('DeliveryDesk'), ['delivery', 'desk']);
  assert.deepEqual(wordsOf('HTTPDesk_v2'), ['http', 'desk', 'v2']);
  assert.deepEqual(wordsOf('campaign-news.spec.ts'), ['campaign', 'news', 'spec', 'ts']);
});

test('a dropped word is refused in a variable, function, class, method and file name', () => {
  assert.match(problems('const deliveryDesk = 1;')[0], /"desk" in deliveryDesk/);
  assert.match(problems('function takeWishes() {}')[0], /command or request/);
  assert.match(problems('class OwnerRoll { hurry() {} }').join(), /"roll".*"hurry"/);
  assert.match(problems('class A { #mood = 1; }')[0], /"mood"/);
  assert.match(problems('', 'engine-house.js')[0], /"house" in engine-house\.js/);
});

test('words that only contain one are left alone', () => {
  assert.deepEqual(problems('const bookmark = 1, rollback = 2, housekeeping = 3; class Newsletter {}'), []);
});
