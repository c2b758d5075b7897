import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Commands } from './control/commands.ts';
import { handleControl } from './control/http.ts';
import { SeededSource } from './crypto/seeded-source.ts';
import { FaultBoard } from './faults/fault-board.ts';
import { Ledger } from './ledger/ledger.ts';
import { MediaStore } from './media/media-store.ts';
import { makeServerKeys } from './noise/certificates.ts';
import { type SimulatorOptions } from './options.ts';
import { type ContactDefaults } from './people/contact-settings.ts';
import { Directory } from './people/directory.ts';
import { Gateway } from './server/gateway.ts';
import { Listener } from './server/listener.ts';
import { Scheduler } from './server/scheduler.ts';
import { type World } from './server/world.ts';

const DEFAULT_SEED = 'relance';
const LOOPBACK = '127.0.0.1';

/** A running simulator: the orders of `Commands`, and where to find it. */
export class Simulator extends Commands {
  /** For a client's `waWebSocketUrl`. */
  readonly wsUrl: string;
  /** Base of the HTTP control surface; calls are below `/admin/`. */
  readonly controlUrl: string;
  /** For a client's `WA_CERT_DETAILS.PUBLIC_KEY`. */
  readonly rootPublicKeyHex: string;
  /** PEM file a client must trust to upload and download files. */
  readonly mediaCaFile: string | null;
  private readonly shutDown: () => Promise<void>;

  constructor(
    world: World,
    door: Listener,
    facts: Pick<Simulator, 'wsUrl' | 'controlUrl' | 'mediaCaFile'>,
    shutDown: () => Promise<void>,
  ) {
    super(world, door);
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

function makeWorld(options: SimulatorOptions): World {
  const source = new SeededSource(options.seed ?? DEFAULT_SEED);
  const defaults: Partial<ContactDefaults> = {
    ...(options.deliveryMs === undefined ? {} : { deliveryMs: options.deliveryMs }),
    ...(options.readMs === undefined ? {} : { readMs: options.readMs }),
  };
  return {
    source,
    serverKeys: makeServerKeys(source),
    directory: new Directory(source, defaults),
    ledger: new Ledger(),
    faults: new FaultBoard(),
    scheduler: new Scheduler(),
    media: new MediaStore(),
    tuning: { latencyMs: 0, ackMs: 0, unknownNumberAckError: null, minimumVersion: options.minimumVersion ?? null },
    connections: new Set(),
    retriesAsked: new Map(),
    unknownQueries: new Map(),
    ownErrors: [],
    log: options.log ?? (() => undefined),
    accountsChanged: () => undefined,
  };
}

/** Starts a WhatsApp server that an unmodified Baileys can pair with, on loopback unless told otherwise. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const host = options.host ?? LOOPBACK;
  const world = makeWorld(options);
  const folder = options.dataDir ?? mkdtempSync(join(tmpdir(), 'whatsapp-simulator-'));
  const gateway = new Gateway(world);
  const isShared = options.controlPort === undefined;
  const control: { commands?: Commands } = {};
  const handle = (request: Parameters<typeof handleControl>[1], response: Parameters<typeof handleControl>[2]) => {
    if (control.commands) void handleControl(control.commands, request, response);
  };
  const door = new Listener(
    isShared ? handle : (_, response) => void response.writeHead(404).end(),
    host,
    options.port ?? 0,
  );
  gateway.attachTo(door.server);
  const side = isShared ? undefined : new Listener(handle, host, options.controlPort ?? 0);
  const port = await door.listen();
  const controlPort = (await side?.listen()) ?? port;
  const facts = {
    wsUrl: `ws://${host}:${port}/ws/chat`,
    controlUrl: `http://${host}:${controlPort}`,
    mediaCaFile: null,
  };
  const simulator = new Simulator(world, door, facts, async () => {
    world.scheduler.stop();
    gateway.stop();
    await Promise.all([door.stop(), side?.stop()]);
    if (options.dataDir === undefined) rmSync(folder, { recursive: true, force: true });
  });
  control.commands = simulator;
  return simulator;
}
