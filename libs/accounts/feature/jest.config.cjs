module.exports = {
  displayName: 'accounts-feature',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
