module.exports = {
  displayName: 'console-e2e',
  preset: '../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
  // Each story runs a whole product of its own; two at a time fill two cores.
  maxWorkers: 2,
  testTimeout: 60_000,
};
