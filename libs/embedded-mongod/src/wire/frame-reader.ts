import { MOST_MESSAGE_BYTES, ProtocolError } from './message.ts';

const HEADER_BYTES = 16;

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #size = 0;

  /** Takes bytes, gives the frames that are now whole. @throws ProtocolError for an impossible length. */
  *push(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size >= HEADER_BYTES) {
      const first = this.#chunks[0] as Buffer;
      if (first.length < 4) this.#join();
      const length = (this.#chunks[0] as Buffer).readInt32LE(0);
      if (length < HEADER_BYTES || length > MOST_MESSAGE_BYTES)
        throw new ProtocolError(`message length ${length} is out of bounds`);
      if (this.#size < length) return;
      if ((this.#chunks[0] as Buffer).length < length) this.#join();
      const whole = this.#chunks[0] as Buffer;
      yield whole.subarray(0, length);
      this.#size -= length;
      if (whole.length === length) this.#chunks.shift();
      else this.#chunks[0] = whole.subarray(length);
    }
  }

  #join(): void {
    this.#chunks = [Buffer.concat(this.#chunks)];
  }
}
