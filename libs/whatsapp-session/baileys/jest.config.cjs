module.exports = {
  displayName: 'whatsapp-session-baileys',
  preset: '../../../jest.preset.js',
  setupFiles: ['<rootDir>/src/testing/unref-long-timers.ts'],
};
