module.exports = { displayName: 'embedded-mongod', preset: '../../jest.preset.js' };
