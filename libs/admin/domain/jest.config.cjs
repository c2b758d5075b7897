module.exports = { displayName: 'admin-domain', preset: '../../../jest.preset.js' };
