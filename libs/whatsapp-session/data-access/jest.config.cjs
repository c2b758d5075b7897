module.exports = {
  displayName: 'whatsapp-session-data-access',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
