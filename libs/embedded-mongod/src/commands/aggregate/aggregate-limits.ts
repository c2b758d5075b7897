import { isDoc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { docField, type Context } from '../shared/context.ts';

const bannedInTransaction = new Set([
  '$changeStream',
  '$collStats',
  '$currentOp',
  '$indexStats',
  '$listCatalog',
  '$listLocalSessions',
  '$listSessions',
  '$merge',
  '$out',
  '$planCacheStats',
]);

/** The stage at the end of a pipeline that writes, if there is one. */
export const sinkOf = (stages: Value): '$out' | '$merge' | undefined => {
  const last = Array.isArray(stages) ? stages[stages.length - 1] : undefined;
  return isDoc(last) ? (['$out', '$merge'] as const).find((name) => last.has(name)) : undefined;
};

/**
 * Refuses stages that may not run in a transaction (263) or not under the read concern asked for (72): a change stream
 * reads with majority only, a stage that writes not behind a linearizable read.
 * @throws MongoError
 */
export const checkStagesHere = (context: Context, stages: Value[]): void => {
  const level = docField(context, 'readConcern')?.get('level');
  const sink = sinkOf(stages);
  if (sink !== undefined && level === 'linearizable')
    throw new MongoError('InvalidOptions', `${sink} cannot be used with a 'linearizable' read concern level`);
  for (const stage of stages) {
    const [name = ''] = isDoc(stage) ? stage.keys() : [];
    if (context.transaction !== undefined && bannedInTransaction.has(name)) {
      throw new MongoError(
        'OperationNotSupportedInTransaction',
        `Operation not permitted in transaction :: caused by :: Aggregation stage ${name} cannot run within a multi-document transaction`,
      );
    }
    if (name === '$changeStream' && level !== undefined && level !== 'majority') {
      throw new MongoError(
        'InvalidOptions',
        `Aggregation stage $changeStream cannot run with a readConcern other than 'majority', but '${String(level)}' was asked for`,
      );
    }
  }
};
