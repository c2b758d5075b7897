import { int } from '../../bson/numeric.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { type Engine } from '../../engine.ts';
import { MongoError } from '../../errors.ts';
import { numberOf } from '../../storage/index-info.ts';
import { type CommandEntry, docField, type Context } from './context.ts';

/** What a write waits for. */
export type WriteConcern = { readonly w: number | string; readonly isDurable: boolean; readonly provenance?: Doc };

/** The write concern of a command. @throws MongoError for one that makes no sense. */
export const checkWriteConcern = (context: Context, entry: CommandEntry): WriteConcern => {
  const concern = docField(context, 'writeConcern');
  if (concern === undefined) return { w: 'majority', isDurable: true };
  const isEnd = context.name === 'commitTransaction' || context.name === 'abortTransaction';
  if (context.transaction !== undefined && !isEnd) {
    throw new MongoError('InvalidOptions', 'writeConcern is not allowed within a multi-statement transaction');
  }
  if (entry.writes !== true && context.name !== 'aggregate' && !isEnd) {
    throw new MongoError('InvalidOptions', `Command ${context.name} does not support writeConcern`);
  }
  const w = concern.get('w');
  const number = numberOf(w);
  if (w !== undefined && number === undefined && typeof w !== 'string' && !(w instanceof Map)) {
    throw new MongoError('FailedToParse', 'w has to be a number, string, or object');
  }
  if (number !== undefined && (number < 0 || number > 50))
    throw new MongoError('FailedToParse', 'w has to be a non-negative number and not greater than 50');
  const journal = concern.get('j');
  const isJournaled = journal === true || (numberOf(journal) ?? 0) !== 0;
  const wanted = typeof w === 'string' ? w : (number ?? 'majority');
  return { w: wanted, isDurable: isJournaled || (wanted === 'majority' && journal !== false) };
};

/** Waits until a write is as safe as asked; gives the `writeConcernError` when it never will be. */
export const awaitWriteConcern = async (engine: Engine, concern: WriteConcern): Promise<Doc | undefined> => {
  if (concern.isDurable) await engine.env.flush();
  if (typeof concern.w === 'number' && concern.w > 1) {
    return refusal(100, 'CannotSatisfyWriteConcern', 'Not enough data-bearing nodes', concern);
  }
  if (typeof concern.w === 'string' && concern.w !== 'majority') {
    return refusal(
      79,
      'UnknownReplWriteConcern',
      `No write concern mode named '${concern.w}' found in replica set configuration`,
      concern,
    );
  }
  return undefined;
};

const refusal = (code: number, codeName: string, message: string, { w }: WriteConcern): Doc => {
  const concern: Doc = new Map<string, Value>([
    ['w', typeof w === 'number' ? int(w) : w],
    ['wtimeout', int(0)],
    ['provenance', 'clientSupplied'],
  ]);
  return new Map<string, Value>([
    ['code', int(code)],
    ['codeName', codeName],
    ['errmsg', message],
    ['errInfo', new Map<string, Value>([['writeConcern', concern]])],
  ]);
};
