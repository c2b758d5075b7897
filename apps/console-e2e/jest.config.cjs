module.exports = {
  displayName: 'console-e2e',
  preset: '../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
  // Each story runs a whole product and a browser of its own, and waits for them half of its time: two fill two cores.
  maxWorkers: 2,
  testSequencer: '../../tools/test/longest-first.cjs',
  testTimeout: 120_000,
};
