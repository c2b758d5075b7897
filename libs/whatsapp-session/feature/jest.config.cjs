module.exports = {
  displayName: 'whatsapp-session-feature',
  preset: '../../../jest.preset.js',
  setupFiles: ['reflect-metadata', '<rootDir>/../baileys/src/testing/unref-long-timers.ts'],
  // Hundreds of handshakes, sealed writes and replies: see the preset. A name that a library defines itself cannot be among them.
  sandboxInjectedGlobals: [
    'Math',
    'Float64Array',
    'Uint8Array',
    'Object',
    'Array',
    'Number',
    'String',
    'Symbol',
    'Set',
    'JSON',
    'Promise',
    'Reflect',
  ],
};
