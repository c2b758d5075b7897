import { type CommandEntry, docField, type Context } from './context.ts';
import { MongoError } from '../../errors.ts';

const levels = new Set(['local', 'available', 'majority', 'linearizable', 'snapshot']);

/** @throws MongoError for a read concern this command does not take. */
export const checkReadConcern = (context: Context, entry: CommandEntry): void => {
  const concern = docField(context, 'readConcern');
  if (concern === undefined) return;
  const level = concern.get('level');
  if (level !== undefined && (typeof level !== 'string' || !levels.has(level))) {
    throw new MongoError('FailedToParse', `Unrecognized readConcern level: ${String(level)}`);
  }
  const { transaction, body } = context;
  if (transaction !== undefined || body.get('autocommit') === false) {
    if (body.get('startTransaction') !== true)
      throw new MongoError('InvalidOptions', 'Only the first command in a transaction may specify a readConcern');
    if (level === 'linearizable' || level === 'available')
      throw new MongoError(
        'InvalidOptions',
        `The readConcern level must be either 'local', 'majority' or 'snapshot' in order to run in a transaction`,
      );
    return;
  }
  // Drivers repeat a snapshot session's read concern on getMore; the cursor keeps the snapshot that it was opened with.
  if (level === 'snapshot' && entry.snapshot !== true && context.name !== 'getMore') {
    throw new MongoError('InvalidOptions', `${context.name} does not support read concern level snapshot`);
  }
};
