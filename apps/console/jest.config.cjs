module.exports = {
  displayName: 'console',
  preset: '../../jest.preset.js',
  testEnvironment: '../../libs/console/data-access/jest-environment.cjs',
  setupFiles: ['<rootDir>/src/testing/browser-gaps.ts'],
};
