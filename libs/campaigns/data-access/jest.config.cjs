module.exports = {
  displayName: 'campaigns-data-access',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
