module.exports = {
  displayName: 'console',
  preset: '../../jest.preset.js',
  testEnvironment: 'jsdom',
  testTimeout: 30_000,
  setupFiles: ['<rootDir>/src/testing/browser-gaps.ts'],
};
