// When `npm start` installs and when it takes what is there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitsLock } from '../run/bootstrap.mjs';

const lock = {
  '': { name: 'root' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/other-machine': { version: '2.0.0', integrity: 'sha512-o', optional: true },
  'libs/linked': {},
};
const complete = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' }, 'libs/linked': {} };

test('packages as locked are taken as they are, without those of other machines', () => {
  assert.equal(fitsLock(lock, complete), true);
});

test('a package that is missing, of another version or with another content is installed anew', () => {
  assert.equal(fitsLock(lock, { 'libs/linked': {} }), false);
  assert.equal(fitsLock(lock, { ...complete, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }), false);
  assert.equal(fitsLock(lock, { ...complete, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } }), false);
});
