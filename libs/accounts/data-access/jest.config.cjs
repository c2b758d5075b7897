module.exports = {
  displayName: 'accounts-data-access',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
