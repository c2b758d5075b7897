/**
 * Socket errors that speak of our own network (or of nobody listening at the configured address), not of the account.
 * Resets, broken pipes, timeouts and TLS failures are not among them: those count as ordinary losses.
 */
export const LOCAL_NETWORK_ERRORS = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
] as const;

export const isLocalNetworkError = (code: string | null): boolean =>
  code !== null && (LOCAL_NETWORK_ERRORS as readonly string[]).includes(code);
