import { numberOf } from './storage/index-info.ts';
import { isDoc, type Doc, type Value } from './bson/value.ts';
import { MongoError } from './errors.ts';

type FailPoint = { readonly data: Doc; times: number; skip: number };

/** What a triggered `failCommand` asks for. */
export type Failure = {
  readonly errorCode: number | undefined;
  readonly errorLabels: string[] | undefined;
  readonly closeConnection: boolean;
  readonly blockMs: number;
  readonly writeConcernError: Doc | undefined;
  readonly errorExtraInfo: Doc | undefined;
};

const known = new Set(['failCommand', 'onPrimaryTransactionalWrite', 'failGetMoreAfterCursorCheckout']);

/** The fail points tests switch on, as mongod has them with enableTestCommands. */
export class FailPoints {
  readonly #on = new Map<string, FailPoint>();

  /** `configureFailPoint`. @throws MongoError for one this engine does not have. */
  configure(name: string, mode: Value, data: Doc): void {
    if (!known.has(name)) throw new MongoError('FailPointSetFailed', `${name} not found`);
    if (mode === 'off') {
      this.#on.delete(name);
      return;
    }
    const times = isDoc(mode) ? numberOf(mode.get('times')) : undefined;
    const skip = isDoc(mode) ? numberOf(mode.get('skip')) : undefined;
    this.#on.set(name, { data, times: times ?? Infinity, skip: skip ?? 0 });
  }

  /** Whether `failCommand` strikes this command of this application. */
  trigger(command: string, appName: string | undefined): Failure | undefined {
    const point = this.#on.get('failCommand');
    if (point === undefined) return undefined;
    const commands = point.data.get('failCommands');
    if (!Array.isArray(commands) || !commands.includes(command)) return undefined;
    const wanted = point.data.get('appName');
    if (typeof wanted === 'string' && wanted !== appName) return undefined;
    return this.#use('failCommand', point) ? failureOf(point.data) : undefined;
  }

  /** Counts a use of another fail point; undefined when it is not to trigger now. */
  triggered(name: string): Doc | undefined {
    const point = this.#on.get(name);
    return point !== undefined && this.#use(name, point) ? point.data : undefined;
  }

  #use(name: string, point: FailPoint): boolean {
    if (point.skip > 0) {
      point.skip -= 1;
      return false;
    }
    point.times -= 1;
    if (point.times <= 0) this.#on.delete(name);
    return true;
  }
}

const failureOf = (data: Doc): Failure => {
  const labels = data.get('errorLabels');
  const concern = data.get('writeConcernError');
  const extra = data.get('errorExtraInfo');
  return {
    errorCode: numberOf(data.get('errorCode')),
    errorLabels: Array.isArray(labels) ? labels.map(String) : undefined,
    closeConnection: data.get('closeConnection') === true,
    blockMs: data.get('blockConnection') === true ? (numberOf(data.get('blockTimeMS')) ?? 0) : 0,
    writeConcernError: isDoc(concern) ? concern : undefined,
    errorExtraInfo: isDoc(extra) ? extra : undefined,
  };
};
