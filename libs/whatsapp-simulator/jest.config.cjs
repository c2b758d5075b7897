// Real Baileys clients pair and log in here: a second on a quiet machine, many on a busy one.
module.exports = { displayName: 'whatsapp-simulator', preset: '../../jest.preset.js' };
