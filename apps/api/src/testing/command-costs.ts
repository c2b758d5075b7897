import { AsyncLocalStorage } from 'node:async_hooks';
import { type RequestListener, type Server } from 'node:http';
import { monitorCommands } from '@relance/platform/testing';
import { type Document } from 'mongodb';
import { type Connection } from 'mongoose';

/** What the database looked at for one read. */
export type ReadCost = {
  readonly collection: string;
  readonly kind: 'find' | 'count' | 'aggregate';
  readonly keys: number;
  readonly documents: number;
  /** The question itself, for the message of a test that fails. */
  readonly asked: string;
};

const reads = ['find', 'aggregate'] as const;

/** Hears every read that requests make, through the driver's own monitoring; background work is left out. */
export class CommandCosts {
  private readonly requests = new AsyncLocalStorage<true>();
  private readonly known = new Map<string, Promise<ReadCost>>();
  private heard: { readonly kind: 'find' | 'aggregate'; readonly command: Document }[] = [];

  /** `connection` was opened with `monitorCommands=true` in its address; `server` answers the requests. */
  constructor(
    private readonly connection: Connection,
    server: Server,
  ) {
    const answers = server.listeners('request') as RequestListener[];
    server.removeAllListeners('request');
    server.on('request', (...call) => this.requests.run(true, () => answers.forEach((answer) => answer(...call))));
    monitorCommands(connection, ({ name, command }: { readonly name: string; readonly command: Document }) => {
      const kind = reads.find((read) => read === name);
      const isStream = command['pipeline']?.[0]?.['$changeStream'] !== undefined;
      if (kind && !isStream && this.requests.getStore()) this.heard.push({ kind, command });
    });
  }

  /** Runs a request and asks the database what each of its reads cost. */
  async of(request: () => Promise<void>): Promise<readonly ReadCost[]> {
    this.heard = [];
    await request();
    const heard = this.heard;
    return Promise.all(heard.map(({ kind, command }) => this.knownCost(kind, command)));
  }

  /** Many requests begin with the same questions: each is explained once. */
  private knownCost(kind: 'find' | 'aggregate', command: Document): Promise<ReadCost> {
    const { lsid: _l, $clusterTime: _c, txnNumber: _t, sort, ...asked } = command;
    // The driver keeps an order as a map, which JSON would leave out.
    const key = JSON.stringify([asked, sort instanceof Map ? [...(sort as Map<string, unknown>)] : sort]);
    const known = this.known.get(key) ?? this.costOf(kind, command);
    this.known.set(key, known);
    return known;
  }

  private async costOf(kind: 'find' | 'aggregate', command: Document): Promise<ReadCost> {
    const {
      lsid: _l,
      $db: _d,
      $clusterTime: _c,
      txnNumber: _t,
      startTransaction: _s,
      autocommit: _a,
      ...rest
    } = command;
    const { readConcern: _r, maxTimeMS: _m, cursor, ...asked } = rest;
    const explained = await this.connection.db?.command({
      explain: { ...asked, ...(kind === 'aggregate' && { cursor: cursor ?? {} }) },
      verbosity: 'executionStats',
    });
    const stats = explained?.['executionStats'] ?? explained?.['stages']?.[0]?.['$cursor']?.['executionStats'];
    if (!stats) throw new Error(`no statistics of ${JSON.stringify(asked)}`);
    return {
      collection: String(command[kind]),
      kind: isCount(kind, command) ? 'count' : kind,
      keys: Number(stats['totalKeysExamined']),
      documents: Number(stats['totalDocsExamined']),
      asked: JSON.stringify(asked),
    };
  }
}

/** The driver counts by a pipeline of its own: match, perhaps limit, and a group of everything. */
function isCount(kind: string, command: Document): boolean {
  const last: Document | undefined = kind === 'aggregate' ? command['pipeline']?.at(-1) : undefined;
  return last?.['$group']?.['_id'] === 1 && last['$group']['n'] !== undefined;
}
