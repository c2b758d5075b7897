import { type Fault } from '../faults/fault.ts';
import { type Duplicates } from '../ledger/ledger.ts';
import { type AccountCounters, type Timelock } from '../people/account.ts';
import { type World } from '../server/world.ts';

/** Everything at a glance. */
export interface SimulatorState {
  readonly accounts: readonly AccountState[];
  readonly connections: ReadonlyArray<{
    readonly id: number;
    readonly phase: string;
    readonly account: string | undefined;
    readonly muted: boolean;
  }>;
  readonly messages: {
    readonly received: number;
    readonly shown: number;
    readonly acked: number;
    readonly rejected: number;
  };
  readonly duplicates: Duplicates;
  readonly faults: ReadonlyArray<{
    readonly number: number;
    readonly fault: Fault;
    readonly triggered: number;
    readonly left: number | undefined;
  }>;
  readonly files: number;
  readonly pending: number;
  readonly unknownQueries: Readonly<Record<string, number>>;
  readonly ownErrors: readonly string[];
  readonly memoryMb: number;
}

export interface AccountState {
  readonly phone: string;
  readonly lid: string;
  readonly bannedWith: number | undefined;
  readonly timelock: Timelock | undefined;
  readonly counters: AccountCounters;
  readonly devices: ReadonlyArray<{
    readonly device: number;
    readonly isConnected: boolean;
    readonly preKeys: number;
    readonly waiting: number;
    readonly linkedAt: Date;
  }>;
}

export function describeState(world: World): SimulatorState {
  return {
    accounts: [...world.directory.accounts.values()].map((account) => ({
      phone: account.phone,
      lid: account.person.lid,
      bannedWith: account.bannedWith,
      timelock: account.timelock,
      counters: { ...account.counters },
      devices: [...account.companions.values()].map((companion) => ({
        device: companion.device,
        isConnected: companion.link !== undefined,
        preKeys: companion.preKeys.length,
        waiting: companion.waitingCount,
        linkedAt: companion.linkedAt,
      })),
    })),
    connections: [...world.connections].map(({ id, phase, account, muted }) => ({
      id,
      phase,
      account: account?.phone,
      muted,
    })),
    messages: world.ledger.counts(),
    duplicates: world.ledger.duplicates(),
    faults: world.faults.list().map(({ number, fault, triggered, left }) => ({ number, fault, triggered, left })),
    files: world.media.size,
    pending: world.scheduler.pending,
    unknownQueries: Object.fromEntries(world.unknownQueries),
    ownErrors: [...world.ownErrors],
    memoryMb: Math.round(process.memoryUsage().rss / 1_048_576),
  };
}
