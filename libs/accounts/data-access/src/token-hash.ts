import { createHash } from 'node:crypto';

/** What is stored of a token: with 32 random bytes a fast hash is as good as a slow one. */
export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
