import { decodeBinaryNode, encodeBinaryNode } from '@whiskeysockets/baileys';
import { type WebSocket } from 'ws';
import { type BinaryNode } from '../binary/nodes.ts';
import { FrameReader, framed } from '../noise/frame-reader.ts';
import { type ClientFinish, type NoiseSession } from '../noise/noise-session.ts';
import { type Account } from '../people/account.ts';
import { type Companion, type Ending, type Link } from '../people/companion.ts';
import { type PairingClient } from '../stanza/pairing-client.ts';
import { type Scheduler } from './scheduler.ts';

/** What a connection needs from the server around it. */
export interface ConnectionEnvironment {
  readonly scheduler: Scheduler;
  readonly latencyMs: () => number;
  /** Milliseconds to wait before the answer to the client's hello. */
  readonly handshakeDelayMs: () => number;
  readonly onFinish: (connection: ClientConnection, finish: ClientFinish) => void;
  readonly onStanza: (connection: ClientConnection, stanza: BinaryNode) => void;
  readonly onEnd: (connection: ClientConnection) => void;
  readonly onError: (where: string, error: unknown) => void;
}

/** One WebSocket of a client: frames in, stanzas out, in order, with the latency that is set. */
export class ClientConnection implements Link {
  readonly id: number;
  readonly openedAt = new Date();
  phase: 'handshake' | 'pairing' | 'open' | 'ended' = 'handshake';
  /** A muted connection stays open and says nothing any more. */
  muted = false;
  account: Account | undefined;
  companion: Companion | undefined;
  pairing: PairingClient | undefined;
  private readonly socket: WebSocket;
  private readonly noise: NoiseSession;
  private readonly environment: ConnectionEnvironment;
  private readonly reader = new FrameReader();
  private readonly incoming: Buffer[] = [];
  private readonly outgoing: Buffer[] = [];
  private work: Promise<void> = Promise.resolve();
  private finished = false;
  private greeted = false;
  /** The server has said goodbye: what the client still says is not heard. */
  private closing = false;
  /** How the server ended it; undefined while it lasts and when the client left. */
  farewell: string | undefined;

  constructor(id: number, socket: WebSocket, noise: NoiseSession, environment: ConnectionEnvironment) {
    this.id = id;
    this.socket = socket;
    this.noise = noise;
    this.environment = environment;
    socket.on('message', (data: Buffer) => this.delayed(this.incoming, data, (bytes) => this.read(bytes)));
    socket.on('close', () => this.over());
    socket.on('error', () => this.over());
  }

  get isOpen(): boolean {
    return this.phase !== 'ended' && this.socket.readyState === this.socket.OPEN;
  }

  send(stanza: BinaryNode): void {
    if (!this.isOpen || this.muted || !this.finished || this.closing) return;
    this.transmit(this.noise.encrypt(encodeBinaryNode(stanza)));
  }

  /** Bytes that no key of this connection made. */
  sendGarbage(bytes: Buffer): void {
    if (this.isOpen) this.transmit(bytes);
  }

  end(how: Ending): void {
    if (this.phase === 'ended') return;
    this.farewell ??= how;
    if (how === 'close') {
      this.closing = true;
      this.afterOutgoing(() => this.socket.close());
    } else {
      this.socket.terminate();
      this.over();
    }
  }

  /** A last stanza, then an orderly close: how the server says why. */
  endWith(stanza: BinaryNode): void {
    this.farewell ??= wordsOf(stanza);
    this.send(stanza);
    this.end('close');
  }

  private afterOutgoing(task: () => void): void {
    if (this.outgoing.length === 0) task();
    else this.environment.scheduler.surely(this.environment.latencyMs() / 2, task);
  }

  private transmit(body: Buffer): void {
    this.delayed(this.outgoing, framed(body), (bytes) => {
      if (this.isOpen) this.socket.send(bytes);
    });
  }

  /** First in, first out, whatever the latency does meanwhile. */
  private delayed(queue: Buffer[], bytes: Buffer, handle: (bytes: Buffer) => void): void {
    const delay = this.environment.latencyMs() / 2;
    if (delay <= 0 && queue.length === 0) return handle(bytes);
    queue.push(bytes);
    this.environment.scheduler.surely(delay, () => {
      const next = queue.shift();
      if (next) handle(next);
    });
  }

  private read(bytes: Buffer): void {
    if (this.phase === 'ended' || this.muted || this.closing) return;
    try {
      for (const frame of this.reader.push(bytes)) {
        this.work = this.environment.scheduler.track(
          this.work.then(() => this.take(frame)).catch((error: unknown) => this.fail(error)),
        );
      }
    } catch (error) {
      this.fail(error);
    }
  }

  private async take(frame: Buffer): Promise<void> {
    if (this.phase === 'ended' || this.muted || this.closing) return;
    if (!this.greeted) {
      this.greeted = true;
      const answer = this.noise.hello(frame);
      const delay = this.environment.handshakeDelayMs();
      if (delay > 0) this.environment.scheduler.surely(delay, () => this.transmit(answer));
      else this.transmit(answer);
      return;
    }
    if (!this.finished) {
      this.finished = true;
      this.environment.onFinish(this, this.noise.finish(frame));
      return;
    }
    this.environment.onStanza(this, await decodeBinaryNode(this.noise.decrypt(frame)));
  }

  private fail(error: unknown): void {
    this.environment.onError(`connection ${this.id}`, error);
    this.end('drop');
  }

  private over(): void {
    if (this.phase === 'ended') return;
    this.phase = 'ended';
    this.environment.onEnd(this);
  }
}

/** `failure 403`, `stream:error 503`, `stream:error conflict replaced`. */
function wordsOf({ tag, attrs, content }: BinaryNode): string {
  const [inner] = Array.isArray(content) ? content : [];
  return [tag, attrs['reason'] ?? attrs['code'], inner?.tag, inner?.attrs['type']].filter(Boolean).join(' ');
}
