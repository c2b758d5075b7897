import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/** An HTTP server that can be closed and opened again on the same port. */
export class Listener {
  readonly server: Server;
  private readonly host: string;
  private port: number;
  private open = false;

  constructor(handle: RequestListener, host: string, port: number) {
    this.server = createServer(handle);
    this.host = host;
    this.port = port;
  }

  /** Listens; a port of 0 becomes the one that was found. Rejects when the port is taken. */
  async listen(): Promise<number> {
    if (this.open) return this.port;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.port, this.host, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    this.open = true;
    // An address of a TCP server is never a pipe's name.
    this.port = (this.server.address() as AddressInfo).port;
    return this.port;
  }

  /** Nobody listens any more: connecting is refused. Connections that exist stay. */
  shut(): void {
    if (!this.open) return;
    this.open = false;
    this.server.close();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    if (!this.open) return;
    this.open = false;
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
