module.exports = {
  displayName: 'campaigns-management',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
