import nx from '@nx/eslint-plugin';
import next from '@next/eslint-plugin-next';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { noDroppedWords } from './libs/tooling/lint/dropped-words.mjs';

/** Where rules find types: in the programs that lint of the whole workspace names, else in the tsconfig.json nearest to a file. */
const programs = process.env.LINT_PROGRAMS
  ? { project: process.env.LINT_PROGRAMS.split(','), tsconfigRootDir: import.meta.dirname }
  : { projectService: true, tsconfigRootDir: import.meta.dirname };

/** Who may import whom, by the tags of project.json. A test proves that every project carries them. */
const moduleBoundaries = [
  { sourceTag: 'type:domain', onlyDependOnLibsWithTags: ['type:domain'], allowedExternalImports: [] },
  { sourceTag: 'type:platform', onlyDependOnLibsWithTags: ['type:domain'] },
  {
    sourceTag: 'type:feature',
    onlyDependOnLibsWithTags: ['type:domain', 'type:platform', 'type:feature'],
    bannedExternalImports: ['mongoose', 'mongodb', '@nestjs/mongoose', '@whiskeysockets/baileys', 'nodemailer'],
  },
  {
    sourceTag: 'type:data-access',
    onlyDependOnLibsWithTags: ['type:domain', 'type:platform'],
    bannedExternalImports: ['@whiskeysockets/baileys'],
  },
  { sourceTag: 'type:adapter', onlyDependOnLibsWithTags: ['type:domain'] },
  // The simulator and the engine are in no list: only tests, the demo and e2e import the one, nobody the other.
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: [
      'type:domain',
      'type:platform',
      'type:feature',
      'type:data-access',
      'type:adapter',
      'type:client',
      'type:console-data',
      'type:ui',
    ],
  },
  { sourceTag: 'type:client', onlyDependOnLibsWithTags: [], allowedExternalImports: ['openapi-fetch'] },
  { sourceTag: 'type:console-data', onlyDependOnLibsWithTags: ['type:client'] },
  { sourceTag: 'type:ui', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
  { sourceTag: 'scope:session', onlyDependOnLibsWithTags: ['scope:session', 'scope:shared'] },
  { sourceTag: 'scope:campaigns', onlyDependOnLibsWithTags: ['scope:campaigns', 'scope:shared'] },
  { sourceTag: 'scope:webhooks', onlyDependOnLibsWithTags: ['scope:webhooks', 'scope:shared'] },
  { sourceTag: 'scope:accounts', onlyDependOnLibsWithTags: ['scope:accounts', 'scope:shared'] },
  // What people do and what the machine does meet in the core alone.
  { sourceTag: 'part:core', notDependOnLibsWithTags: ['part:management', 'part:sending', 'part:demo'] },
  { sourceTag: 'part:sending', notDependOnLibsWithTags: ['part:management', 'part:demo'] },
  { sourceTag: 'part:management', notDependOnLibsWithTags: ['part:sending', 'part:demo'] },
  {
    sourceTag: 'scope:admin',
    onlyDependOnLibsWithTags: ['scope:accounts', 'scope:admin', 'scope:session', 'scope:campaigns', 'scope:shared'],
  },
  { sourceTag: 'scope:console', onlyDependOnLibsWithTags: ['scope:console', 'type:client'] },
  { sourceTag: 'side:console', onlyDependOnLibsWithTags: ['side:console', 'side:shared'] },
];
const boundaries = (depConstraints) => ['error', { allow: [], depConstraints, enforceBuildableLibDependency: false }];

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/.next',
      '**/node_modules',
      '**/next-env.d.ts',
      'libs/api-client/src/schema.ts',
      '**/files/**',
    ],
  },
  ...tseslint.configs.recommended,
  { plugins: { '@nx': nx, relance: { rules: { 'no-dropped-words': noDroppedWords } } } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries(moduleBoundaries),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'relance/no-dropped-words': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // Rules that need types: a promise that nobody waits for, a switch that forgets a case, a thrown value that is no Error.
    files: ['**/*.ts', '**/*.tsx'],
    ignores: ['libs/tooling/**', '**/next.config.ts'],
    languageOptions: { parserOptions: programs },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
    },
  },
  {
    // Nest injects by the class in a constructor's signature: such an import must stay a value.
    files: [
      'libs/platform/**/*.ts',
      'libs/*/feature/**/*.ts',
      'libs/campaigns/{core,management,sending,demo}/**/*.ts',
      'libs/*/data-access/**/*.ts',
      'apps/api/**/*.ts',
    ],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // What owners call asks with their scope; whose documents are read without one is the admin side's and the engine's to say.
    files: ['libs/campaigns/management/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "Literal[value='anyOwner']",
          message: 'Ask with ownerScoped(ownerId), or with the scope you are given.',
        },
        {
          selector: 'MemberExpression[property.name=/^anyOwner/]',
          message: 'Reads of all owners belong to libs/admin.',
        },
      ],
    },
  },
  {
    // Pure decisions: time and chance are handed in, nothing of Node is reached for.
    files: ['libs/kernel/**/*.ts', 'libs/messaging/**/*.ts', 'libs/*/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*'], message: 'Domain code is pure: no node modules.' }] },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Domain code is handed its clock.' },
        { object: 'Math', property: 'random', message: 'Domain code is handed its chance.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Domain code is handed its clock.',
        },
      ],
    },
  },
  {
    // Tests may stand on the simulator and on whatever they test.
    files: ['**/*.spec.ts', '**/*.spec.tsx', '**/testing/**/*.ts', '**/bench/**/*.ts', 'apps/*-e2e/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  { files: ['**/main.ts', 'apps/api/src/database.ts', '**/bench/**', 'tools/**'], rules: { 'no-console': 'off' } },
  {
    files: ['tools/**/*.mjs', 'tools/**/*.cjs'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  { files: ['**/*.cjs', 'libs/tooling/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['apps/console/**/*.{ts,tsx}', 'libs/console/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, '@next/next': next },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...next.configs.recommended.rules,
      '@next/next/no-html-link-for-pages': 'off',
    },
  },
);
