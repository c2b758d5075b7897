/** Where log lines go. Only sentences and names of errors are handed over: never keys, addresses or texts. */
export type AdapterLog = {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
};

/** What the adapter is told; null takes the real WhatsApp. */
export type BaileysOptions = {
  readonly wsUrl: string | null;
  /** Key that the server's certificates are rooted in, 64 hexadecimal digits. */
  readonly rootPublicKeyHex: string | null;
  /** Certificate (PEM) of the host that serves media. */
  readonly mediaCaFile: string | null;
  readonly log: AdapterLog;
  /** Real time until an attempt without any sign of life is given up; default 30 s. */
  readonly connectTimeoutMs?: number;
  /** Default 30 s; the adapter adds jitter, so that many sockets do not beat together. */
  readonly keepAliveIntervalMs?: number;
  /** Life of each QR; default Baileys' own (60 s, then 20 s). */
  readonly qrLifeMs?: number;
  /** Bound of each question to the server; default 20 s. */
  readonly queryTimeoutMs?: number;
};

export const REAL_WS_URL = 'wss://web.whatsapp.com/ws/chat';
