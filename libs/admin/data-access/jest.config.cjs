module.exports = {
  displayName: 'admin-data-access',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
