module.exports = { displayName: 'whatsapp-session-simulator', preset: '../../../jest.preset.js' };
