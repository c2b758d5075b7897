import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Engine } from './engine.ts';
import { type Flags } from './flags.ts';
import { checkFolder } from './storage/check-folder.ts';
import { lockFolder } from './storage/folder-lock.ts';
import { TtlMonitor } from './ttl.ts';
import { serveConnection } from './wire/connection.ts';

/** A running server. */
export type RunningServer = { readonly engine: Engine; readonly port: number; close(): Promise<void> };

/** As mongod's own limit of this engine's contract. */
const MOST_CONNECTIONS = 1100;

/** Opens the folder and the port. @throws FolderError, or the socket's error when the port is taken. */
export const startServer = async (
  flags: Flags,
  log: (line: string) => void,
  { oplogBytes }: { oplogBytes?: number } = {},
): Promise<RunningServer> => {
  const lock = lockFolder(flags.folder);
  const sockets = new Set<Socket>();
  let connections = 0;
  let engine: Engine | undefined;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(engine as Engine, socket, ++connections);
  });
  server.maxConnections = MOST_CONNECTIONS;
  try {
    await listen(server, flags);
    const { mayBeTorn } = lock;
    if (mayBeTorn) log('The data file was not closed in order or was touched since: reading all of it');
    checkFolder(flags.folder, mayBeTorn);
    const { port } = server.address() as AddressInfo;
    const host = `${hostOf(flags.address)}:${port}`;
    engine = new Engine({ folder: flags.folder, host, setName: flags.setName, mayBeTorn, oplogBytes });
  } catch (error) {
    server.close();
    lock.release();
    throw error;
  }
  const running = engine;
  running.log = log;
  running.sweepSoon();
  const ttl = new TtlMonitor(running);
  return {
    engine: running,
    port: (server.address() as AddressInfo).port,
    close: async () => {
      ttl.stop();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      for (const socket of sockets) socket.destroy();
      await closed;
      await running.close();
      lock.seal();
    },
  };
};

const hostOf = (address: string): string => {
  const [first = '127.0.0.1'] = address.split(',');
  return first === '0.0.0.0' || first === '::' ? '127.0.0.1' : first;
};

const listen = (server: Server, { port, address }: Flags): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    const [host = '127.0.0.1'] = address.split(',');
    server.listen({ port, host, backlog: 1024 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
