import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A proxy between the product and its database that a story can close: open connections break, new ones are refused. */
export type TcpGate = { readonly uri: string; shut(): Promise<void>; open(): Promise<void>; stop(): Promise<void> };

/** Stands before the server that `mongoUri` names; talk to it directly (no discovery of its replica set). */
export async function openTcpGate(mongoUri: string): Promise<TcpGate> {
  const target = new URL(mongoUri);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    keep(client);
    keep(upstream);
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const uri = new URL(mongoUri);
  uri.host = `127.0.0.1:${port}`;
  uri.searchParams.delete('replicaSet');
  uri.searchParams.set('directConnection', 'true');
  const shut = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { uri: uri.href, shut, open: () => listen(port), stop: shut };
}
