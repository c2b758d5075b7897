import { connect } from 'node:net';

const PROBE_MS = 3_000;

/**
 * A bare TCP connect to the server's own address, closed at once. Answers the error's code (`ECONNREFUSED`), null when
 * somebody listens there. No other host is ever asked.
 */
export function probe(wsUrl: string, withinMs = PROBE_MS): Promise<string | null> {
  const { hostname, port, protocol } = new URL(wsUrl);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (protocol === 'wss:' ? 443 : 80),
      timeout: withinMs,
    });
    const answer = (code: string | null) => {
      socket.destroy();
      resolve(code);
    };
    socket.once('connect', () => answer(null));
    socket.once('timeout', () => answer('ETIMEDOUT'));
    socket.once('error', (error: NodeJS.ErrnoException & { errors?: NodeJS.ErrnoException[] }) =>
      answer(error.code ?? error.errors?.[0]?.code ?? 'UNKNOWN'),
    );
  });
}
