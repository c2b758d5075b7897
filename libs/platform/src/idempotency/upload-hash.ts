import { createHash } from 'node:crypto';
import { type IncomingMessage } from 'node:http';

/** Hash of a body without its multipart boundary, which every client makes anew for the same file. */
export class UploadHash {
  private readonly hash = createHash('sha256');
  private tail = Buffer.alloc(0);

  constructor(private readonly boundary: Buffer | null) {}

  update(chunk: Buffer): void {
    if (!this.boundary) {
      this.hash.update(chunk);
      return;
    }
    let rest = Buffer.concat([this.tail, chunk]);
    for (let at = rest.indexOf(this.boundary); at >= 0; at = rest.indexOf(this.boundary)) {
      this.hash.update(rest.subarray(0, at)).update('\n');
      rest = rest.subarray(at + this.boundary.length);
    }
    // A boundary may be cut between two chunks.
    const kept = Math.min(rest.length, this.boundary.length - 1);
    this.hash.update(rest.subarray(0, rest.length - kept));
    this.tail = rest.subarray(rest.length - kept);
  }

  digest(): string {
    return this.hash.update(this.tail).digest('base64url');
  }
}

/** Whether the body is a file that has not been read yet. */
export const isUpload = (request: IncomingMessage & { readonly body?: unknown }): boolean =>
  request.body === undefined &&
  (Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined);

const hashOf = (request: IncomingMessage): UploadHash => {
  const boundary = /boundary="?([^";]+)"?/i.exec(request.headers['content-type'] ?? '')?.[1];
  return new UploadHash(boundary === undefined ? null : Buffer.from(boundary));
};

/** Hashes the body while whoever handles the request reads it. Call it before anybody reads. */
export function hashWhileRead(request: IncomingMessage): UploadHash {
  const hash = hashOf(request);
  // What has come already waits in the stream: looked at and put back.
  const waiting = request.read() as Buffer | null;
  if (waiting) {
    hash.update(waiting);
    request.unshift(waiting);
  }
  const push = request.push.bind(request);
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (Buffer.isBuffer(chunk)) hash.update(chunk);
    return push(chunk, encoding);
  };
  return hash;
}

/** Reads the whole body for its hash alone; nothing of it is kept. */
export async function hashOfRest(request: IncomingMessage): Promise<string> {
  const hash = hashOf(request);
  for await (const chunk of request) hash.update(chunk as Buffer);
  return hash.digest();
}
