module.exports = {
  displayName: 'campaigns-testing',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
