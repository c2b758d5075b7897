import { Timestamp } from 'bson';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { timeOf, type LogicalTime } from '../storage/clock.ts';
import { isTrue } from '../storage/index-info.ts';
import { placeOf, type Place } from './resume-token.ts';

/** How a change stream is asked for. */
export type StreamOptions = {
  readonly fullDocument: 'default' | 'updateLookup' | 'whenAvailable' | 'required';
  readonly before: 'off' | 'whenAvailable' | 'required';
  readonly showExpanded: boolean;
  readonly allCluster: boolean;
  /** The place to go on behind; undefined: from now. */
  readonly from: Place | undefined;
  /** From the first change at or behind this time. */
  readonly fromTime: LogicalTime | undefined;
  readonly isResumed: boolean;
};

const known = new Set([
  'fullDocument',
  'fullDocumentBeforeChange',
  'resumeAfter',
  'startAfter',
  'startAtOperationTime',
  'allChangesForCluster',
  'showExpandedEvents',
  'showMigrationEvents',
  'showSystemEvents',
  'matchCollectionUUIDForUpdateLookup',
]);

const choice = <T extends string>(value: Value, name: string, allowed: readonly T[], otherwise: T): T => {
  if (value === undefined) return otherwise;
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw new MongoError(
      'BadValue',
      `Enumeration value '${String(value)}' for field '$changeStream.${name}' is not a valid value.`,
    );
  return found;
};

/** Reads a `$changeStream` stage. @throws MongoError for what MongoDB refuses. */
export const readStreamOptions = (spec: Value): StreamOptions => {
  if (!(spec instanceof Map))
    throw new MongoError('BadValue', 'the $changeStream stage specification must be an object');
  for (const name of spec.keys()) {
    if (!known.has(name))
      throw new MongoError('IDLUnknownField', `BSON field '$changeStream.${name}' is an unknown field.`);
  }
  const resumeAfter = spec.get('resumeAfter');
  const startAfter = spec.get('startAfter');
  const at = spec.get('startAtOperationTime');
  if ([resumeAfter, startAfter, at].filter((value) => value !== undefined).length > 1) {
    throw new MongoError(40674, 'Only one type of resume option is allowed, but multiple were found.');
  }
  const token = resumeAfter ?? startAfter;
  const from = token === undefined ? undefined : placeOf(token);
  if (from?.isInvalidate === true && resumeAfter !== undefined) {
    throw new MongoError(
      'InvalidResumeToken',
      "Attempting to resume a change stream using 'resumeAfter' is not allowed from an invalidate notification.",
    );
  }
  if (at !== undefined && !(at instanceof Timestamp))
    throw new MongoError(
      'TypeMismatch',
      "BSON field '$changeStream.startAtOperationTime' is the wrong type, expected type 'timestamp'",
    );
  return {
    fullDocument: choice(
      spec.get('fullDocument'),
      'fullDocument',
      ['default', 'updateLookup', 'whenAvailable', 'required'],
      'default',
    ),
    before: choice(
      spec.get('fullDocumentBeforeChange'),
      'fullDocumentBeforeChange',
      ['off', 'whenAvailable', 'required'],
      'off',
    ),
    showExpanded: isTrue(spec.get('showExpandedEvents')),
    allCluster: isTrue(spec.get('allChangesForCluster')),
    from,
    fromTime: at instanceof Timestamp ? timeOf(at) : undefined,
    isResumed: from !== undefined || at !== undefined,
  };
};

/** A stream's description of what it watches. */
export type Watched = { readonly db: string | undefined; readonly collection: string | undefined };

/** Whether an entry of the history concerns a stream. */
export const concerns = ({ db, collection }: Watched, head: Doc): boolean => {
  const entryDb = head.get('db');
  if (entryDb === 'admin' || entryDb === 'config' || entryDb === 'local') return false;
  if (db === undefined) return true;
  const to = head.get('to');
  const toDb = to instanceof Map ? to.get('db') : undefined;
  const toName = to instanceof Map ? to.get('coll') : undefined;
  if (collection === undefined) return entryDb === db || toDb === db;
  if (head.get('op') === 'dropDatabase') return entryDb === db;
  return (entryDb === db && head.get('coll') === collection) || (toDb === db && toName === collection);
};
