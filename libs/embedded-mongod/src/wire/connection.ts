import { type Socket } from 'node:net';
import { isDoc, type Doc } from '../bson/value.ts';
import { dispatch } from '../commands/dispatch.ts';
import { type Client } from '../commands/shared/context.ts';
import { type Engine } from '../engine.ts';
import { FrameReader } from './frame-reader.ts';
import { ProtocolError, readMessage, writeMessage, type Request } from './message.ts';

/** How many bytes of answers may wait in a socket before its requests wait too. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024;

const REQUEST_ID_AT = 4;

/** Whether a request is a `hello` that wants to hear of every change of the set. */
const awaitsTopology = ({ body }: Request): boolean => {
  const [name = ''] = body.keys();
  return ['hello', 'isMaster', 'ismaster'].includes(name) && isDoc(body.get('topologyVersion'));
};

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

  /** Answers a request; gives the one that the client would send next, when it takes further answers unasked. */
  const answer = async (request: Request): Promise<Request | undefined> => {
    const outcome = await dispatch(engine, client, request);
    if (outcome === 'close') socket.destroy();
    if (outcome === 'close' || !request.wantsAnswer || socket.destroyed) return undefined;
    const isMore = request.takesMore && !outcome.isRefusal && awaitsTopology(request);
    const frame = writeMessage(request, outcome.bytes, isMore);
    const isFree = socket.write(frame);
    if (!isFree && socket.writableLength > MOST_WAITING_BYTES) await drained(socket);
    if (!isMore) return undefined;
    const body: Doc = new Map([...request.body, ['topologyVersion', engine.replicaSet.topology.version]]);
    return { ...request, id: frame.readInt32LE(REQUEST_ID_AT), body };
  };

  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    try {
      for (let frame = waiting.shift(); frame !== undefined && !socket.destroyed; frame = waiting.shift()) {
        for (let request: Request | undefined = readMessage(frame); request !== undefined && !socket.destroyed;)
          request = await answer(request);
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
