import { connect, type Socket } from 'node:net';
import { deserialize, serialize, type Document } from 'bson';
import { FrameReader } from '../wire/frame-reader.ts';

const HEAD_BYTES = 21;

/** One OP_MSG frame (or another opcode, or a wrong length) around a body. */
export const frameOf = (
  body: Uint8Array,
  { opcode = 2013, flags = 0, length = HEAD_BYTES + body.length } = {},
): Buffer => {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeInt32LE(length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(opcode, 12);
  head.writeUInt32LE(flags, 16);
  return Buffer.concat([head, body]);
};

type Waiting = { readonly resolve: (reply: Document) => void; readonly reject: (error: Error) => void };

/** A connection without a driver: no pool, no monitor, no second try. Answers come in the order of the commands. */
export class RawClient {
  readonly #socket: Socket;
  readonly #reader = new FrameReader();
  readonly #waiting: Waiting[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      for (const frame of this.#reader.push(chunk)) {
        this.#waiting.shift()?.resolve(deserialize(frame.subarray(HEAD_BYTES)));
      }
    });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error('the connection is closed'));
    });
  }

  /** Opens a connection on loopback. */
  static open(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new RawClient(socket));
      });
    });
  }

  /** Sends a command and waits for its answer. @throws Error with the server's message when it refuses. */
  async command(body: Document): Promise<Document> {
    const reply = await new Promise<Document>((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error('the connection is closed'));
      this.#waiting.push({ resolve, reject });
      this.#socket.write(frameOf(serialize(body)));
    });
    if (reply['ok'] !== 1) throw new Error(`refused: ${String(reply['errmsg'])}`);
    return reply;
  }

  close(): void {
    this.#socket.destroy();
  }
}
