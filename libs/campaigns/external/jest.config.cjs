module.exports = {
  displayName: 'campaigns-external',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
