export { createBaileysTransport } from './baileys-transport.ts';
export { type AdapterLog, type BaileysOptions } from './options.ts';
export { silenceLibsignal } from './socket/silence-libsignal.ts';
