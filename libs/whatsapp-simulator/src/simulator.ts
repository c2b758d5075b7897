import { type RequestListener } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Commands } from './control/commands.ts';
import { handleControl } from './control/http.ts';
import { answerServiceWorker } from './control/service-worker.ts';
import { SeededSource } from './crypto/seeded-source.ts';
import { FaultBoard } from './faults/fault-board.ts';
import { ConnectionLedger } from './ledger/connection-ledger.ts';
import { Ledger } from './ledger/ledger.ts';
import { makeCertificates } from './media/certificate-authority.ts';
import { MediaServer } from './media/media-server.ts';
import { MediaStore } from './media/media-store.ts';
import { makeServerKeys } from './noise/certificates.ts';
import { type SimulatorOptions } from './options.ts';
import { type ContactDefaults } from './people/contact-settings.ts';
import { Directory } from './people/directory.ts';
import { AccountFile } from './server/account-file.ts';
import { Gateway } from './server/gateway.ts';
import { Listener } from './server/listener.ts';
import { Scheduler } from './server/scheduler.ts';
import { type World } from './server/world.ts';

const DEFAULT_SEED = 'relance';
const LOOPBACK = '127.0.0.1';
const CA_FILE = 'media-ca.pem';

/** A running simulator: the orders of `Commands`, and where to find it. */
export class Simulator extends Commands {
  /** For a client's `waWebSocketUrl`. */
  readonly wsUrl: string;
  /** Base of the HTTP control surface; calls are below `/admin/`. */
  readonly controlUrl: string;
  /** For a client's `WA_CERT_DETAILS.PUBLIC_KEY`. */
  readonly rootPublicKeyHex: string;
  /** PEM file a client must trust to upload and download files. */
  readonly mediaCaFile: string;
  private readonly shutDown: () => Promise<void>;

  constructor(
    world: World,
    listener: Listener,
    facts: Pick<Simulator, 'wsUrl' | 'controlUrl' | 'mediaCaFile' | 'sharesListener'>,
    shutDown: () => Promise<void>,
  ) {
    super(world, listener, facts.sharesListener);
    this.wsUrl = facts.wsUrl;
    this.controlUrl = facts.controlUrl;
    this.mediaCaFile = facts.mediaCaFile;
    this.rootPublicKeyHex = world.serverKeys.rootPublicKey.toString('hex');
    this.shutDown = shutDown;
  }

  /** What the person with this number sees, oldest first. */
  contactInbox(phone: string) {
    return this.contactOf(phone).inbox;
  }

  /** Ends every connection and frees the ports. */
  async stop(): Promise<void> {
    await this.shutDown();
  }
}

/** The world and, when it has a folder of its own, the file that keeps its linked devices. */
function makeWorld(options: SimulatorOptions): { world: World; file: AccountFile | undefined } {
  const source = new SeededSource(options.seed ?? DEFAULT_SEED);
  const defaults: Partial<ContactDefaults> = {
    ...(options.deliveryMs === undefined ? {} : { deliveryMs: options.deliveryMs }),
    ...(options.readMs === undefined ? {} : { readMs: options.readMs }),
  };
  const directory = new Directory(source, defaults);
  const file = options.dataDir === undefined ? undefined : new AccountFile(options.dataDir, directory);
  if (file) source.beginRun(file.runs);
  const world: World = {
    source,
    serverKeys: makeServerKeys(source),
    directory,
    ledger: new Ledger(),
    connectionLedger: new ConnectionLedger(),
    faults: new FaultBoard(),
    scheduler: new Scheduler(),
    media: new MediaStore(),
    tuning: {
      latencyMs: 0,
      ackMs: 0,
      unknownNumberAckError: null,
      saidPreKeys: null,
      minimumVersion: options.minimumVersion ?? null,
    },
    connections: new Set(),
    retriesAsked: new Map(),
    unknownQueries: new Map(),
    ownErrors: [],
    log: options.log ?? (() => undefined),
    accountsChanged: () => file?.changed(),
  };
  return { world, file };
}

/** Starts a WhatsApp server that an unmodified Baileys can pair with, on loopback unless told otherwise. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const host = options.host ?? LOOPBACK;
  const folder = options.dataDir ?? mkdtempSync(join(tmpdir(), 'whatsapp-simulator-'));
  mkdirSync(folder, { recursive: true });
  const { world, file } = makeWorld(options);
  const gateway = new Gateway(world);
  const running: { simulator?: Simulator } = {};
  const control: RequestListener = (request, response) => {
    if (running.simulator) void handleControl(running.simulator, request, response);
    else response.writeHead(503).end();
  };
  const onRequest: RequestListener = (request, response) => {
    if (answerServiceWorker(world, request, response)) return;
    if (isShared) control(request, response);
    else response.writeHead(404).end();
  };
  const isShared = options.controlPort === undefined;
  const listener = new Listener(onRequest, host, options.port ?? 0);
  const side = isShared ? undefined : new Listener(control, host, options.controlPort ?? 0);
  const certificates = makeCertificates(world.source, host);
  const media = new MediaServer(world, certificates);
  gateway.attachTo(listener.server);
  const stop = async () => {
    world.scheduler.stop();
    gateway.stop();
    await Promise.all([listener.stop(), side?.stop(), media.stop()]);
    file?.save();
    if (options.dataDir === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const mediaCaFile = join(folder, CA_FILE);
    writeFileSync(mediaCaFile, certificates.ca);
    world.media.host = `${host}:${await media.listen(host, options.mediaPort ?? 0)}`;
    const port = await listener.listen();
    const controlPort = (await side?.listen()) ?? port;
    const facts = {
      wsUrl: `ws://${host}:${port}/ws/chat`,
      controlUrl: `http://${host}:${controlPort}`,
      mediaCaFile,
      sharesListener: isShared,
    };
    running.simulator = new Simulator(world, listener, facts, stop);
    return running.simulator;
  } catch (error) {
    await stop();
    throw error;
  }
}
