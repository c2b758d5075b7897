import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the library's defaults, which are OWASP's first choice (19 MiB, 2 passes, 1 lane). */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** A hash that no password has: checked when there is no account, so that both answers take as long. */
const nobody = hashPassword(crypto.randomUUID());

/** Whether the password is the one behind the hash; for `null` always false, after the same work. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobody), password).catch(() => false);
  return passwordHash !== null && matches;
}
