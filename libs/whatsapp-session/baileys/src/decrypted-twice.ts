import { createHash } from 'node:crypto';
import { DEFAULT_CONNECTION_CONFIG, type SocketConfig } from '@whiskeysockets/baileys';
import { type BoundedCache } from './bounded-cache.ts';

type MakeRepository = SocketConfig['makeSignalRepository'];

/**
 * Baileys' own repository, but a message can be decrypted twice. Its key is used up when it is decrypted, before its
 * receipt is sent: cut in between, the server sends it again, and Baileys would answer that it can never be read.
 * `plain` outlives the sockets of an account, so the second time it is remembered.
 */
export const decryptsTwice =
  (plain: BoundedCache): MakeRepository =>
  (...parts) => {
    const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(...parts);
    const decryptMessage: typeof repository.decryptMessage = async (sealed) => {
      const name = createHash('sha256').update(sealed.ciphertext).digest('base64');
      const known = plain.get<Uint8Array>(name);
      if (known !== undefined) return known;
      const opened = await repository.decryptMessage(sealed);
      plain.set(name, opened);
      return opened;
    };
    return { ...repository, decryptMessage };
  };
