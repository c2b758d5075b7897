module.exports = {
  displayName: 'console-data-access',
  preset: '../../../jest.preset.js',
  testEnvironment: './jest-environment.cjs',
};
