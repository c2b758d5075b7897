import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Above what browsers refuse to open (10080), below what systems give to outgoing connections (Linux: from 32768 on). */
const PORTS = { from: 11_000, to: 32_000 } as const;

/** A port that nobody listens on at this moment, and that no outgoing connection takes. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(PORTS.from, PORTS.to);
    const probe = createServer().listen(port, '127.0.0.1');
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
  throw new Error(`No free port found between ${PORTS.from} and ${PORTS.to}.`);
}
