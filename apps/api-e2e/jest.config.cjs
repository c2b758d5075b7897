module.exports = {
  displayName: 'api-e2e',
  preset: '../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
  // Each story runs a whole product of its own and waits for it a third of its time: three fill two cores.
  maxWorkers: 3,
  testSequencer: '../../tools/test/longest-first.cjs',
  testTimeout: 60_000,
};
