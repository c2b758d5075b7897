module.exports = { displayName: 'tooling', preset: '../../jest.preset.js' };
