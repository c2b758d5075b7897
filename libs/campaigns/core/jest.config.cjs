module.exports = {
  displayName: 'campaigns-core',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
