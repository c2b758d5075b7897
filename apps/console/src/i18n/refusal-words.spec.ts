import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError } from '@relance/console-data-access';
import { en } from './en/index.ts';
import { fr } from './fr/index.ts';
import { refusalInWords } from './refusal-words.ts';
import { translator, wordFor } from './translate.ts';

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
  const ofValues = new Set(problemCodes());
  return [...new Set([...named, ...thrown, ...pairingRefusals()])]
    .filter((code) => !internal.has(code) && !ofValues.has(code))
    .sort();
}

/** Why WhatsApp refused to pair is the end of a code. */
function pairingRefusals(): string[] {
  const source = readFileSync(join(root, 'libs/whatsapp-session/domain/src/ports/transport.port.ts'), 'utf8');
  const [, reasons = ''] = /type PairingRefusal =([^;]*);/.exec(source) ?? [];
  return [...reasons.matchAll(/'([A-Z_]+)'/g)].map(([, reason]) => `PAIRING_REFUSED_${reason}`);
}

/** Codes of what can be wrong with a value, as the contract lists them. */
function problemCodes(): string[] {
  const contract = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8')) as {
    components: { schemas: { ImportErrorView: { properties: { code: { enum: string[] } } } } };
  };
  return contract.components.schemas.ImportErrorView.properties.code.enum.filter(Boolean);
}

/** The API's own list of problems: a code, the name of a form where it has several, and the parameters of its sentence. */
function kindsOfProblems(): { code: string; params: string[] }[] {
  const source = readFileSync(join(root, 'libs/kernel/src/problem.ts'), 'utf8');
  return [...source.matchAll(/^ {2}'?([A-Z_]+)(?:\.\w+)?'?: '(.*)',$/gm)].map(([, code = '', sentence = '']) => ({
    code,
    params: [...sentence.matchAll(/<(\w+)>/g)].map(([, name = '']) => name),
  }));
}

describe('refusals of the API', () => {
  const codes = codesOfTheApi();

  it('are found', () => {
    expect(codes).toEqual(
      expect.arrayContaining(['LAST_ADMIN', 'PAIRING_REFUSED_TOO_MANY', 'TWO_FACTOR_REQUIRED', 'VALIDATION_FAILED']),
    );
  });

  it.each([
    ['English', en],
    ['French', fr],
  ])('have words in %s', (_language, dictionary) => {
    const keys = new Set(Object.keys(dictionary));
    expect(codes.filter((code) => !keys.has(`refused.${code}`))).toEqual([]);
  });
});

describe('a refusal without a code of the API', () => {
  it.each([
    [502, 'Le serveur ne peut pas le faire pour le moment. Réessayez bientôt.'],
    [413, 'C’est trop volumineux.'],
    [403, 'Votre compte ne permet pas cette action.'],
    [418, 'Le serveur n’a pas pu traiter cette demande.'],
  ])('is said by its status %d, not by its number', (status, words) => {
    const t = translator('fr', fr);
    const i18n = { t, word: (area: string, code: string) => wordFor(t, fr, area, code), language: 'fr' as const };
    const refusal = new ApiError(status, `HTTP_${status}`, `The server answered ${status}.`);
    expect(refusalInWords(refusal, i18n)).toBe(words);
  });
});

describe('problems of a value', () => {
  const kinds = kindsOfProblems();

  it('are found', () => {
    expect([...new Set(kinds.map(({ code }) => code))].sort()).toEqual(problemCodes().sort());
    expect(kinds.length).toBeGreaterThan(30);
  });

  it.each([
    ['English', en],
    ['French', fr],
  ])('have words in %s, which name only what the API tells', (_language, dictionary: Record<string, unknown>) => {
    expect(kinds.filter(({ code }) => dictionary[`problem.${code}`] === undefined)).toEqual([]);
    const wrong = kinds.filter(({ code, params }) =>
      [...JSON.stringify(dictionary[`problem.${code}`]).matchAll(/\{(\w+)\}/g)].some(
        ([, hole = '']) => !params.includes(hole),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
