import { type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo } from 'node:net';
import { reportOwnError, type World } from '../server/world.ts';
import { type MediaCertificates } from './certificate-authority.ts';

const BIGGEST_FILE = 100_000_000;
const BROKEN = 500;

/** Names the account in the token that a client brings along with each upload. */
export const authOf = (phone: string): string => `sim-${phone}`;

/** The https server that clients upload files to and download them from. */
export class MediaServer {
  private readonly server: Server;
  private readonly world: World;

  constructor(world: World, certificates: MediaCertificates) {
    this.world = world;
    this.server = createServer({ key: certificates.key, cert: certificates.certificate }, (request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        reportOwnError(world, 'media', error);
        response.destroy();
      });
    });
  }

  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    // An address of a TCP server is never a pipe's name.
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    if (!this.server.listening) return;
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `https://${this.world.media.host}`);
    const account = url.searchParams.get('auth')?.replace(/^sim-/, '');
    const fault = this.world.faults.trigger('media-error', account ? { account } : {});
    if (fault) {
      request.resume();
      response.writeHead(fault.status ?? BROKEN).end('{}');
    } else if (request.method === 'POST') await this.take(url, request, response);
    else this.give(url, response);
  }

  /** The last part of the path is the digest of the file, in base64url. */
  private async take(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of request) {
      size += (part as Buffer).length;
      if (size > BIGGEST_FILE) return void response.writeHead(413).end('{}');
      parts.push(part as Buffer);
    }
    const path = `/v/simulated/${url.pathname.split('/').at(-1) ?? 'file'}.enc`;
    this.world.media.put(path, Buffer.concat(parts));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ url: `https://${this.world.media.host}${path}`, direct_path: path }));
  }

  private give(url: URL, response: ServerResponse): void {
    const file = this.world.media.get(url.pathname);
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.length });
    response.end(file);
  }
}
