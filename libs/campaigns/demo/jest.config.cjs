module.exports = {
  displayName: 'campaigns-demo',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
