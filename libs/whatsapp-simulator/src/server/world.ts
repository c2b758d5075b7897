import { type SeededSource } from '../crypto/seeded-source.ts';
import { type FaultBoard } from '../faults/fault-board.ts';
import { type ConnectionLedger } from '../ledger/connection-ledger.ts';
import { type Ledger } from '../ledger/ledger.ts';
import { type MediaStore } from '../media/media-store.ts';
import { type ServerKeys } from '../noise/certificates.ts';
import { type Directory } from '../people/directory.ts';
import { type ClientConnection } from './client-connection.ts';
import { type Scheduler } from './scheduler.ts';

export type ClientVersion = readonly [number, number, number];

/** Knobs of the network and of what is uncertain about the real server. */
export interface Tuning {
  /** Network round trip in milliseconds; half of it each way. */
  latencyMs: number;
  /** Milliseconds between receiving a message and its ack. */
  ackMs: number;
  /** Error code of the ack to a number that is not on WhatsApp; null: an ordinary ack. */
  unknownNumberAckError: number | null;
  /** One-time keys that the server says it has; null: those it has. A client that believes it uploads none, which saves most of a link's time. */
  saidPreKeys: number | null;
  /** Clients older than this are refused with 405; null: none. */
  minimumVersion: ClientVersion | null;
}

/** How often a message was asked for again, and how many of those resends are still to come. */
export interface AskedAgain {
  readonly times: number;
  readonly due: number;
}

/** All that the parts of the simulator share. */
export interface World {
  readonly source: SeededSource;
  readonly serverKeys: ServerKeys;
  readonly directory: Directory;
  readonly ledger: Ledger;
  readonly connectionLedger: ConnectionLedger;
  readonly faults: FaultBoard;
  readonly scheduler: Scheduler;
  readonly media: MediaStore;
  readonly tuning: Tuning;
  readonly connections: Set<ClientConnection>;
  /** Messages that a contact asked for again, by `account|receiver|id`. */
  readonly retriesAsked: Map<string, AskedAgain>;
  /** Queries the simulator has no answer of its own for. */
  readonly unknownQueries: Map<string, number>;
  /** Mistakes of the simulator itself; a good run has none. */
  readonly ownErrors: string[];
  readonly log: (line: string) => void;
  /** Called after something changed that should outlive the process. */
  readonly accountsChanged: () => void;
}

/** An id as servers and phones make them: upper-case hex, from the seed. */
export const newId = (world: World, bytes = 8): string => world.source.next(bytes).toString('hex').toUpperCase();

export function reportOwnError(world: World, where: string, error: unknown): void {
  const text = `${where}: ${error instanceof Error ? error.message : String(error)}`;
  world.ownErrors.push(text);
  world.log(`own error · ${text}`);
}
