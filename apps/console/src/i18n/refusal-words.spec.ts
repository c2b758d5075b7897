import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from './en/index.ts';
import { fr } from './fr/index.ts';

const root = join(import.meta.dirname, '../../../..');
/** Of the machines and of other programs, never in an answer to a person: settings of the API that the contract mentions. */
const internal = new Set(['METRICS_TOKEN', 'RELANCE_MASTER_KEYS']);

/** Codes that the API's contract names, and those its source refuses with. */
function codesOfTheApi(): string[] {
  const contract = readFileSync(join(root, 'docs/openapi.json'), 'utf8');
  const named = [...contract.matchAll(/\b[A-Z]+(?:_[A-Z0-9]+)+\b/g)].map(([code]) => code);
  const files = execFileSync('git', ['ls-files', 'libs/*.ts', 'apps/api/src/*.ts'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter(
      (file) =>
        file && !/\.spec\.ts$|\/testing\/|^libs\/(console|tooling|embedded-mongod|whatsapp-simulator)\//.test(file),
    );
  const thrown = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/DomainError\(\s*'[a-z_]+',\s*'([A-Z]+(?:_[A-Z0-9]+)*)'/g)].map(
      ([, code]) => code ?? '',
    ),
  );
  return [...new Set([...named, ...thrown])].filter((code) => !internal.has(code)).sort();
}

describe('refusals of the API', () => {
  const codes = codesOfTheApi();

  it('are found', () => {
    expect(codes).toEqual(expect.arrayContaining(['LAST_ADMIN', 'TWO_FACTOR_REQUIRED', 'VALIDATION_FAILED']));
  });

  it.each([
    ['English', en],
    ['French', fr],
  ])('have words in %s', (_language, dictionary) => {
    const keys = new Set(Object.keys(dictionary));
    expect(codes.filter((code) => !keys.has(`refused.${code}`))).toEqual([]);
  });
});
