module.exports = { displayName: 'whatsapp-session-baileys', preset: '../../../jest.preset.js' };
