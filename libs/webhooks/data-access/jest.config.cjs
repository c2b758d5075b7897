module.exports = {
  displayName: 'webhooks-data-access',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
