const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const swcOptions = require('./tools/build/swc-decorators.cjs');

const { paths } = JSON.parse(readFileSync(join(__dirname, 'tsconfig.base.json'), 'utf8')).compilerOptions;

/** @param {object} jsc what of swc's compiler section differs for files of this kind */
const swc = (jsc) => [
  '@swc/jest',
  { ...swcOptions, sourceMaps: 'inline', jsc: { target: swcOptions.jsc.target, keepClassNames: true, ...jsc } },
];

/**
 * Suites of their own, and only them: `*.long.spec.ts` take minutes (a million documents, hours in fast motion; `npm run test:long`),
 * `*.speed.spec.ts` depend on how fast the machine is and say something on a quiet one (`npm run bench:pages`).
 */
const suites = ['long', 'speed'];
const suite = suites.find((name) => name === process.env.TEST_SUITE);

module.exports = {
  testEnvironment: 'node',
  testMatch: suite
    ? [`<rootDir>/src/**/*.${suite}.spec.ts`]
    : ['<rootDir>/src/**/*.spec.ts', '<rootDir>/src/**/*.spec.tsx'],
  // Some libraries are tested through those that use them: a first spec there simply runs.
  passWithNoTests: true,
  testPathIgnorePatterns: suite ? ['/node_modules/'] : ['/node_modules/', `\\.(${suites.join('|')})\\.spec\\.ts$`],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: Object.fromEntries(
    Object.entries(paths).map(([name, [file]]) => [`^${name}$`, join(__dirname, file)]),
  ),
  transform: {
    '^.+\\.ts$': swc(swcOptions.jsc),
    '^.+\\.tsx$': swc({
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    }),
  },
  // A limit ends what hangs; it is no measure of speed, and the machine may be busy with another project's tests.
  testTimeout: 30_000,
  workerIdleMemoryLimit: '700MB',
  // In a sandbox every look-up of a global is a call out of the engine, and some libraries look up `Math` a million times (a
  // signature of Curve25519: 100 ms instead of 12). Handed to each CommonJS module, they are plain variables.
  sandboxInjectedGlobals: ['Math', 'Float64Array'],
};
