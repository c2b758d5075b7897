import { type ClientVersion } from './server/world.ts';

/** How a simulator starts. Everything has a default; ports of 0 are found by the system. */
export interface SimulatorOptions {
  /** Port of the WebSocket; default 0. */
  readonly port?: number;
  /** Port of the control surface; left out: the same as the WebSocket's. */
  readonly controlPort?: number;
  /** Port of the https server for files; default 0. */
  readonly mediaPort?: number;
  /** Address all three listen on; default 127.0.0.1. The control surface has no password: keep it on loopback. */
  readonly host?: string;
  /** Keys, LIDs and ids follow from it; default 'relance'. */
  readonly seed?: string | number;
  /** Milliseconds until a contact's phone has a message; null: never. Default 20. */
  readonly deliveryMs?: number | null;
  /** Milliseconds from delivery to reading; null: never. Default 60. */
  readonly readMs?: number | null;
  /** Clients older than this get 405. */
  readonly minimumVersion?: ClientVersion;
  /** Folder for the CA file and for linked devices, which then outlive the process; left out: a temporary one. */
  readonly dataDir?: string;
  /** One line per thing that happened; never keys, never texts. */
  readonly log?: (line: string) => void;
}
