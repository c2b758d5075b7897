import { createHash } from 'node:crypto';
import { DEFAULT_CONNECTION_CONFIG, type SocketConfig } from '@whiskeysockets/baileys';
import { type BoundedCache } from '../bounded-cache.ts';

type MakeRepository = SocketConfig['makeSignalRepository'];

/** What a connection wants to know of encrypting and decrypting; set once it exists. */
export type SignalHooks = {
  /** Before a message is encrypted for a device, which is just before its frame leaves. Throws to let nothing leave. */
  beforeEncrypt: ((jid: string) => Promise<void>) | null;
  /** After a message was decrypted, before the server is told that it arrived. Throws when it could not be kept. */
  afterDecrypt: ((ciphertext: Uint8Array, plaintext: Uint8Array) => Promise<void>) | null;
};

/**
 * Baileys' own repository with two hooks, and a message can be decrypted twice. Its key is used up when it is decrypted, before
 * its receipt is sent: cut in between, the server sends it again, and Baileys would answer that it can never be read. `plain`
 * outlives the sockets of an account, so the second time it is remembered.
 */
export const signalRepository =
  (plain: BoundedCache, hooks: SignalHooks): MakeRepository =>
  (...parts) => {
    const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(...parts);
    const decryptMessage: typeof repository.decryptMessage = async (sealed) => {
      const name = createHash('sha256').update(sealed.ciphertext).digest('base64');
      const known = plain.get<Uint8Array>(name);
      const opened = known ?? (await repository.decryptMessage(sealed));
      if (known === undefined) plain.set(name, opened);
      await hooks.afterDecrypt?.(sealed.ciphertext, opened);
      return opened;
    };
    const encryptMessage: typeof repository.encryptMessage = async (request) => {
      await hooks.beforeEncrypt?.(request.jid);
      return repository.encryptMessage(request);
    };
    return { ...repository, decryptMessage, encryptMessage };
  };
