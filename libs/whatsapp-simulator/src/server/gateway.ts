import { type IncomingMessage, type Server } from 'node:http';
import { type Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { keyPairFrom } from '../crypto/keys.ts';
import { NoiseSession } from '../noise/noise-session.ts';
import { admit, logOff } from '../stanza/login.ts';
import { abandonPairing } from '../stanza/pairing.ts';
import { route } from '../stanza/router.ts';
import { ClientConnection, type ConnectionEnvironment } from './client-connection.ts';
import { reportOwnError, type World } from './world.ts';

const UNAVAILABLE = 503;

/** The entry of clients: turns WebSocket upgrades into connections, or refuses them as a fault says. */
export class Gateway {
  private readonly sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  private readonly held = new Set<Duplex>();
  private readonly world: World;
  private readonly environment: ConnectionEnvironment;
  private count = 0;

  constructor(world: World) {
    this.world = world;
    this.environment = {
      scheduler: world.scheduler,
      latencyMs: () => world.tuning.latencyMs,
      handshakeDelayMs: () => world.faults.trigger('slow-handshake', {})?.ms ?? 0,
      onFinish: (connection, finish) => admit(world, connection, finish),
      onStanza: (connection, stanza) => route(world, connection, stanza),
      onEnd: (connection) => this.forget(connection),
      onError: (where, error) => reportOwnError(world, where, error),
    };
  }

  attachTo(server: Server): void {
    server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
  }

  /** Ends every connection and every socket that was left hanging. */
  stop(): void {
    for (const connection of [...this.world.connections]) connection.end('drop');
    for (const socket of this.held) socket.destroy();
    this.sockets.close();
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A client that went away while it was refused must not take the simulator with it.
    socket.on('error', () => socket.destroy());
    const isForEverybody = this.world.faults.has('refuse-connections', (fault) => fault.account === undefined);
    const refusal = isForEverybody ? this.world.faults.trigger('refuse-connections', {}) : undefined;
    if (!refusal) return this.sockets.handleUpgrade(request, socket, head, (accepted) => this.accept(accepted));
    if (refusal.mode === 'http') {
      const status = refusal.status ?? UNAVAILABLE;
      socket.end(`HTTP/1.1 ${status} Simulated\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return undefined;
    }
    if (refusal.mode === 'hang') {
      this.held.add(socket);
      socket.on('close', () => this.held.delete(socket));
      return undefined;
    }
    request.socket.resetAndDestroy();
    return undefined;
  }

  private accept(socket: WebSocket): void {
    this.count += 1;
    const noise = new NoiseSession(this.world.serverKeys, keyPairFrom(this.world.source.next(32)));
    this.world.connections.add(new ClientConnection(this.count, socket, noise, this.environment));
  }

  private forget(connection: ClientConnection): void {
    this.world.connections.delete(connection);
    const { account, farewell } = connection;
    if (account) {
      const what = farewell === undefined ? 'left' : 'ended';
      this.world.connectionLedger.add({ account: account.phone, what, how: farewell ?? 'closed by the client' });
    }
    abandonPairing(connection);
    logOff(connection);
  }
}
