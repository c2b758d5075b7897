module.exports = {
  displayName: 'campaigns-feature',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
