import { type EventEmitter } from 'node:events';

/**
 * A command of the process: its name and collections, `bulkWrite campaigns+relance_targets` (of the end of a transaction those that its
 * last command named); when it began and ended, in events.
 */
export type WireCommand = { readonly label: string; readonly from: number; to: number };

/** What one of several like pieces of work asked of the database. */
export type WireCost = {
  /** By label, sorted; one that each asked twice is there twice. */
  readonly commands: readonly string[];
  /** How often it waited: commands that are under way together are one round trip. */
  readonly roundTrips: number;
};

/** Labels that are left out of a count. */
export type Exceptions = {
  /** What a clock sends: on a slow machine it looks as if each piece of work did. */
  readonly byClock?: readonly string[];
};

type Started = {
  readonly commandName: string;
  readonly requestId: number;
  readonly command: Readonly<Record<string, unknown>>;
};
type Ended = { readonly requestId: number };

/**
 * Notes every command of a process by the driver's monitoring (`monitorCommands=true` in its address), whoever sent it. Left out
 * is `getMore`: those of change streams wait at the server and come with events.
 */
export class WireLog {
  private readonly open = new Map<number, WireCommand>();
  /** By session, what its last command went to. */
  private readonly sessions = new Map<string, string>();
  private commands: WireCommand[] = [];
  private events = 0;

  constructor(client: EventEmitter) {
    client.on('commandStarted', (event: Started) => this.started(event));
    const ended = ({ requestId }: Ended): void => this.ended(requestId);
    client.on('commandSucceeded', ended);
    client.on('commandFailed', ended);
  }

  /** What was sent since the last mark. */
  mark(): readonly WireCommand[] {
    const sent = this.commands;
    this.commands = [];
    return sent;
  }

  private started({ commandName, requestId, command }: Started): void {
    if (commandName === 'getMore') return;
    const session = sessionOf(command);
    const to = collectionsOf(commandName, command) || (this.sessions.get(session) ?? '');
    if (command['txnNumber'] !== undefined) this.sessions.set(session, to);
    const label = [commandName, to].filter(Boolean).join(' ');
    const noted = { label, from: (this.events += 1), to: Infinity };
    this.open.set(requestId, noted);
    this.commands.push(noted);
  }

  private ended(requestId: number): void {
    const noted = this.open.get(requestId);
    if (noted) noted.to = this.events += 1;
    this.open.delete(requestId);
  }
}

/**
 * What one of `pieces` like pieces of work cost that overlap: a command of one may be sent while the next one is at work already, so
 * they are counted over all of them; one of each kind may lie outside. What a clock sends now and then falls out.
 */
export function costOfOne(
  commands: readonly WireCommand[],
  pieces: number,
  { byClock = [] }: Exceptions = {},
): WireCost {
  const labels = [...new Set(commands.map(({ label }) => label))].filter((label) => !byClock.includes(label)).sort();
  const times = (label: string): number =>
    Math.floor((commands.filter((command) => command.label === label).length + 1) / pieces);
  const own = labels.flatMap((label) => Array.from({ length: times(label) }, () => label));
  const trips = roundTripsOf(commands.filter(({ label }) => own.includes(label)));
  return { commands: own, roundTrips: Math.floor(trips / pieces) };
}

function roundTripsOf(commands: readonly WireCommand[]): number {
  let trips = 0;
  let until = 0;
  for (const { from, to } of [...commands].sort((a, b) => a.from - b.from)) {
    if (from > until) trips += 1;
    until = Math.max(until, to);
  }
  return trips;
}

const sessionOf = ({ lsid }: Readonly<Record<string, unknown>>): string =>
  String((lsid as { readonly id?: { toString(encoding: string): string } } | undefined)?.id?.toString('hex') ?? '');

/** A write to several collections names each once, in its field `nsInfo`. */
function collectionsOf(name: string, command: Readonly<Record<string, unknown>>): string {
  const several = command['nsInfo'] as readonly { readonly ns: string }[] | undefined;
  if (several) return several.map(({ ns }) => ns.slice(ns.indexOf('.') + 1)).join('+');
  const one = command[name];
  return typeof one === 'string' ? one : '';
}
