import { type EventEmitter } from 'node:events';

/** A command of the process: its name and collections, `bulkWrite campaigns+relance_targets`; when it began and ended, in events. */
export type WireCommand = { readonly label: string; readonly from: number; to: number };

/** What every one of several pieces of work asked of the database. */
export type WireCost = {
  /** By label, sorted; one that was asked at least twice by each is there twice. */
  readonly commands: readonly string[];
  /** How often the work waited for them: commands that are under way together are one round trip. The median. */
  readonly roundTrips: number;
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
    const label = [commandName, collectionsOf(commandName, command)].filter(Boolean).join(' ');
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
 * What each of the spans cost. What a clock sends into some of them falls out, however slow the machine; what belongs to each
 * does not, whichever part of the process sends it. Of `unawaited` labels nobody waits for the answer: they are commands and no
 * round trips.
 */
export function costOfEach(spans: readonly (readonly WireCommand[])[], unawaited: readonly string[] = []): WireCost {
  const labels = [...new Set(spans.flat().map(({ label }) => label))].sort();
  const least = new Map(labels.map((label) => [label, Math.min(...spans.map((span) => named(span, label).length))]));
  const commands = labels.flatMap((label) => Array.from({ length: least.get(label) ?? 0 }, () => label));
  const own = spans.map((span) => labels.flatMap((label) => named(span, label).slice(0, least.get(label))));
  const awaited = own.map((span) => span.filter(({ label }) => !unawaited.includes(label)));
  const trips = awaited.map(roundTripsOf).sort((a, b) => a - b);
  return { commands, roundTrips: trips[Math.floor(trips.length / 2)] ?? 0 };
}

const named = (span: readonly WireCommand[], label: string): readonly WireCommand[] =>
  span.filter((command) => command.label === label);

function roundTripsOf(commands: readonly WireCommand[]): number {
  let trips = 0;
  let until = 0;
  for (const { from, to } of [...commands].sort((a, b) => a.from - b.from)) {
    if (from > until) trips += 1;
    until = Math.max(until, to);
  }
  return trips;
}

/** A write to several collections names each once, in its field `nsInfo`. */
function collectionsOf(name: string, command: Readonly<Record<string, unknown>>): string {
  const several = command['nsInfo'] as readonly { readonly ns: string }[] | undefined;
  if (several) return several.map(({ ns }) => ns.slice(ns.indexOf('.') + 1)).join('+');
  const one = command[name];
  return typeof one === 'string' ? one : '';
}
