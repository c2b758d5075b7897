module.exports = {
  displayName: 'webhooks-feature',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
