module.exports = {
  displayName: 'mail',
  preset: '../../jest.preset.js',
  setupFiles: ['reflect-metadata'],
};
