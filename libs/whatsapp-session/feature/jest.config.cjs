module.exports = {
  displayName: 'whatsapp-session-feature',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
