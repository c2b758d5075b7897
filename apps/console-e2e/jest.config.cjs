module.exports = {
  displayName: 'console-e2e',
  preset: '../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
  // Each story runs a whole product and a browser of its own.
  maxWorkers: 1,
  testTimeout: 120_000,
};
