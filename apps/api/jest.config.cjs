module.exports = {
  displayName: 'api',
  preset: '../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
  // Each file starts the whole API on a database of its own; a busy machine takes its time.
  testTimeout: 30_000,
};
