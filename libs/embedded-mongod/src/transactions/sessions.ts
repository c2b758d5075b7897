import { Long } from 'bson';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { isDoc, type Doc, type Value } from '../bson/value.ts';
import { type Environment } from '../storage/environment.ts';
import { afterPrefix } from '../storage/keys.ts';
import { type Transaction } from './transaction.ts';

/** A logical session: its latest transaction number and what that number stands for. */
export type Session = {
  readonly key: string;
  readonly id: Doc;
  number: bigint;
  /** The running or ended transaction of this number; undefined for a retryable write. */
  transaction: Transaction | undefined;
  /** Answers of retryable writes of this number, by statement; also on disk. */
  results: Map<number, Doc>;
  lastUse: number;
};

const prefix = Buffer.from('s/');
const keyOf = (key: string): Buffer => Buffer.from(`s/${key}`);

/** How long a session may be idle, as the server tells its drivers. */
export const SESSION_MINUTES = 30;

/** All sessions, those with retryable writes kept on disk. */
export class Sessions {
  readonly #env: Environment;
  readonly #sessions = new Map<string, Session>();

  constructor(env: Environment) {
    this.#env = env;
    for (const { value } of env.scan('meta', { from: prefix, to: afterPrefix(prefix) as Buffer })) {
      const saved = decode(value);
      const id = saved.get('id') as Doc;
      const session = this.of(id);
      session.number = (saved.get('number') as Long).toBigInt();
      for (const one of saved.get('results') as Value[]) {
        if (isDoc(one)) session.results.set((one.get('at') as Long).toNumber(), one.get('result') as Doc);
      }
      for (const at of readRuns((saved.get('done') ?? []) as Long[])) session.results.set(at, new Map());
    }
  }

  /** The session of an lsid, made when it is new. */
  of(id: Doc): Session {
    const key = sessionKey(id);
    let session = this.#sessions.get(key);
    if (session === undefined) {
      session = { key, id, number: -1n, transaction: undefined, results: new Map(), lastUse: Date.now() };
      this.#sessions.set(key, session);
    }
    session.lastUse = Date.now();
    return session;
  }

  /** Saves what a retryable write answered; call inside a commit. */
  save(session: Session): void {
    const results: Doc[] = [];
    const plain: number[] = [];
    for (const [at, result] of session.results) {
      if (result.size === 0) plain.push(at);
      else
        results.push(
          new Map<string, Value>([
            ['at', Long.fromNumber(at)],
            ['result', result],
          ]),
        );
    }
    const saved: Doc = new Map<string, Value>([
      ['id', session.id],
      ['number', Long.fromBigInt(session.number)],
      ['results', results],
      ['done', runsOf(plain)],
    ]);
    this.#env.put('meta', keyOf(session.key), encode(saved));
  }

  /** Forgets a session; call inside a commit. */
  forget(session: Session): void {
    this.#sessions.delete(session.key);
    this.#env.remove('meta', keyOf(session.key));
  }

  /** Those not used for as long as drivers may rely on them. */
  get idle(): Session[] {
    const oldest = Date.now() - SESSION_MINUTES * 60_000;
    return this.all.filter(({ lastUse, transaction }) => lastUse < oldest && transaction?.state !== 'running');
  }

  get all(): Session[] {
    return [...this.#sessions.values()];
  }
}

/** Statements that have nothing to remember but that they were carried out, as first and last of each run. */
const runsOf = (statements: readonly number[]): Long[] => {
  const runs: Long[] = [];
  let last: number | undefined;
  for (const at of [...statements].sort((a, b) => a - b)) {
    if (last !== undefined && at === last + 1) runs[runs.length - 1] = Long.fromNumber(at);
    else runs.push(Long.fromNumber(at), Long.fromNumber(at));
    last = at;
  }
  return runs;
};

const readRuns = (runs: readonly Long[]): number[] => {
  const statements: number[] = [];
  for (let run = 0; run + 1 < runs.length; run += 2) {
    const last = (runs[run + 1] as Long).toNumber();
    for (let at = (runs[run] as Long).toNumber(); at <= last; at++) statements.push(at);
  }
  return statements;
};

/** The text an lsid is known by. */
export const sessionKey = (id: Doc): string => {
  const uuid = id.get('id');
  return typeof uuid === 'object' && uuid !== null && 'buffer' in uuid
    ? Buffer.from(uuid.buffer as Uint8Array).toString('hex')
    : 'none';
};
