module.exports = {
  displayName: 'whatsapp-session-feature',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata', '<rootDir>/../baileys/src/testing/unref-long-timers.ts'],
};
