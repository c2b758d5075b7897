import { type Socket } from 'node:net';
import { dispatch } from '../commands/dispatch.ts';
import { type Client } from '../commands/context.ts';
import { type Engine } from '../engine.ts';
import { FrameReader } from './frame-reader.ts';
import { ProtocolError, readMessage, writeMessage } from './message.ts';

/** How many bytes of answers may wait in a socket before its requests wait too. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024;

/** Serves one connection: frames in, frames out, one request after the other. A broken frame closes it, nothing else. */
export const serveConnection = (engine: Engine, socket: Socket, id: number): void => {
  const client: Client = {
    id,
    appName: undefined,
    metadata: undefined,
    remote: `${socket.remoteAddress}:${socket.remotePort}`,
  };
  const reader = new FrameReader();
  const waiting: Buffer[] = [];
  let isRunning = false;
  engine.connections += 1;
  engine.connectionsMade += 1;
  socket.setNoDelay(true);

  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    try {
      for (let frame = waiting.shift(); frame !== undefined && !socket.destroyed; frame = waiting.shift()) {
        const request = readMessage(frame);
        const outcome = await dispatch(engine, client, request);
        if (outcome === 'close') socket.destroy();
        else if (request.wantsAnswer && !socket.destroyed) {
          const isFree = socket.write(writeMessage(request, outcome.bytes));
          if (!isFree && socket.writableLength > MOST_WAITING_BYTES) await drained(socket);
        }
      }
    } catch (error) {
      socket.destroy();
      if (!(error instanceof ProtocolError)) engine.onFatal(error);
    } finally {
      isRunning = false;
    }
  };

  socket.on('data', (chunk: Buffer) => {
    try {
      for (const frame of reader.push(chunk)) waiting.push(frame);
    } catch {
      socket.destroy();
      return;
    }
    void run();
  });
  socket.on('error', () => socket.destroy());
  socket.once('close', () => {
    engine.connections -= 1;
    engine.clientLeft(id);
  });
};

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.once('drain', done);
    socket.once('close', done);
  });
