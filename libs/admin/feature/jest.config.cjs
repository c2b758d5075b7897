module.exports = { displayName: 'admin-feature', preset: '../../../jest.preset.js', setupFiles: ['reflect-metadata'] };
