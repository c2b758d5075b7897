module.exports = {
  displayName: 'campaigns-sending',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
