module.exports = { displayName: 'whatsapp-session-domain', preset: '../../../jest.preset.js' };
