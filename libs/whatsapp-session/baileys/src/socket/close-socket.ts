import { type EventEmitter } from 'node:events';
import { type WASocket } from '@whiskeysockets/baileys';

/** A socket that does not answer our goodbye is cut. */
const GOODBYE_MS = 1_500;

/** As the library says it of a question on a closed connection. */
const connectionClosed = (): Error =>
  Object.assign(new Error('Connection Closed'), { output: { statusCode: 428 }, isBoom: true });

/** Ends a socket on purpose and leaves nothing of it behind. Never rejects. */
export async function closeSocket(socket: WASocket): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, GOODBYE_MS)));
  await Promise.race([socket.end(undefined).catch(() => undefined), patience]);
  clearTimeout(timer);
  // The library's client keeps its socket to itself; without this a silent server would hold it for half a minute.
  const client = socket.ws as unknown as EventEmitter & { socket?: { terminate?: () => void } | null };
  client.socket?.terminate?.();
  // Its end forgets the questions that are still open; they would wait for their answers until their time is over.
  if (client.listenerCount('error') > 0) client.emit('error', connectionClosed());
}
