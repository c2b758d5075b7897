import { monitorCommands, type SentCommand } from '@relance/platform/testing';

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

  constructor(connection: { getClient(): unknown }) {
    monitorCommands(
      connection,
      (sent) => this.started(sent),
      (requestId) => this.ended(requestId),
    );
  }

  /** What was sent since the last mark. */
  mark(): readonly WireCommand[] {
    const sent = this.commands;
    this.commands = [];
    return sent;
  }

  private started({ name, requestId, command, collections }: SentCommand): void {
    if (name === 'getMore') return;
    const session = sessionOf(command);
    const to = collections.join('+') || (this.sessions.get(session) ?? '');
    if (command['txnNumber'] !== undefined) this.sessions.set(session, to);
    const label = [name, to].filter(Boolean).join(' ');
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
