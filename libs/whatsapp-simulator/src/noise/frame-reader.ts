const HEADER = Buffer.from([0x57, 0x41, 6, 3]);
const ROUTING = Buffer.from('ED');

/**
 * Cuts the byte stream of a client into frames: an intro once (`WA 06 03`, with routing information before it when the
 * server gave some earlier), then frames of three length bytes each.
 */
export class FrameReader {
  private waiting: Buffer = Buffer.alloc(0);
  private introduced = false;
  /** The routing information a client brought back, if any. */
  routingInfo: Buffer | undefined;

  /** The frames that are complete now. Throws when the stream does not begin as WhatsApp's does. */
  push(bytes: Buffer): Buffer[] {
    this.waiting = this.waiting.length === 0 ? bytes : Buffer.concat([this.waiting, bytes]);
    if (!this.introduced && !this.takeIntro()) return [];
    const frames: Buffer[] = [];
    while (this.waiting.length >= 3) {
      const end = 3 + this.waiting.readUIntBE(0, 3);
      if (this.waiting.length < end) break;
      frames.push(this.waiting.subarray(3, end));
      this.waiting = this.waiting.subarray(end);
    }
    return frames;
  }

  private takeIntro(): boolean {
    if (this.waiting.length < 4) return false;
    if (this.waiting.subarray(0, 2).equals(ROUTING)) {
      if (this.waiting.length < 7) return false;
      const end = 7 + this.waiting.readUIntBE(4, 3);
      if (this.waiting.length < end + HEADER.length) return false;
      this.routingInfo = this.waiting.subarray(7, end);
      this.waiting = this.waiting.subarray(end);
    }
    if (!this.waiting.subarray(0, HEADER.length).equals(HEADER))
      throw new Error('the stream does not begin with WA 06 03');
    this.waiting = this.waiting.subarray(HEADER.length);
    this.introduced = true;
    return true;
  }
}

/** A frame as it goes over the wire. */
export function framed(body: Buffer): Buffer {
  const length = Buffer.alloc(3);
  length.writeUIntBE(body.length, 0, 3);
  return Buffer.concat([length, body]);
}

export { HEADER as WA_HEADER };
