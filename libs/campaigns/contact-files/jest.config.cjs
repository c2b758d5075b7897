module.exports = { displayName: 'campaigns-contact-files', preset: '../../../jest.preset.js' };
