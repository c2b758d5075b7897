import { decode } from '../bson/decode.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { timestampOf } from '../storage/clock.ts';
import { type OplogEntry } from '../storage/oplog.ts';
import { type StreamOptions } from './options.ts';
import { tokenOf } from './resume-token.ts';

/** Looks up a document as it is now, by namespace and key. */
export type Lookup = (db: string, collection: string, key: Doc) => Doc | undefined;

const kinds: Readonly<Record<string, string>> = {
  i: 'insert',
  u: 'update',
  r: 'replace',
  d: 'delete',
  drop: 'drop',
  dropDatabase: 'dropDatabase',
  rename: 'rename',
  create: 'create',
  createIndexes: 'createIndexes',
  dropIndexes: 'dropIndexes',
  modify: 'modify',
};
const expanded = new Set(['create', 'createIndexes', 'dropIndexes', 'modify']);

const isTransaction = (head: Doc): boolean => head.has('txnNumber');

/** An entry of the history as a change event; undefined when the stream does not show its kind. */
export const eventOf = (entry: OplogEntry, options: StreamOptions, lookup: Lookup): Doc | undefined => {
  const { head } = entry;
  const kind = kinds[head.get('op') as string];
  if (kind === undefined || (expanded.has(kind) && !options.showExpanded)) return undefined;
  const event: Doc = new Map<string, Value>([
    ['_id', tokenOf(entry)],
    ['operationType', kind],
    ['clusterTime', timestampOf(entry.time)],
    ...(options.showExpanded && head.has('ui') ? ([['collectionUUID', head.get('ui')]] as const) : []),
    ['wallTime', head.get('wall')],
  ]);
  if (kind === 'insert' || kind === 'replace') event.set('fullDocument', decode(entry.document as Buffer));
  if (kind === 'update') addFullDocument(event, head, options, lookup);
  addBefore(event, kind, head, options);
  if (isTransaction(head)) {
    event.set('lsid', head.get('lsid'));
    event.set('txnNumber', head.get('txnNumber'));
  }
  const ns: Doc = new Map([['db', head.get('db')]]);
  if (kind !== 'dropDatabase') ns.set('coll', head.get('coll'));
  event.set('ns', ns);
  if (options.showExpanded && kind === 'create') event.set('nsType', 'collection');
  addDescription(event, kind, head, options);
  return event;
};

const addFullDocument = (event: Doc, head: Doc, { fullDocument }: StreamOptions, lookup: Lookup): void => {
  if (fullDocument === 'updateLookup') {
    event.set(
      'fullDocument',
      lookup(head.get('db') as string, head.get('coll') as string, head.get('o2') as Doc) ?? null,
    );
  } else if (fullDocument !== 'default') {
    const image = head.get('post');
    if (image === undefined && fullDocument === 'required') throw noImage('post');
    event.set('fullDocument', image ?? null);
  }
};

const addBefore = (event: Doc, kind: string, head: Doc, { before }: StreamOptions): void => {
  if (before === 'off' || !['update', 'replace', 'delete'].includes(kind)) return;
  const image = head.get('pre');
  if (image === undefined && before === 'required') throw noImage('pre');
  event.set('fullDocumentBeforeChange', image ?? null);
};

const noImage = (which: string): MongoError =>
  new MongoError(
    47,
    `Change stream was configured to require a ${which}-image for all update, delete and replace events, but the ${which}-image was not found`,
  );

const addDescription = (event: Doc, kind: string, head: Doc, options: StreamOptions): void => {
  const key = head.get('o2');
  if (key !== undefined) event.set('documentKey', key);
  if (kind === 'update') {
    const difference = new Map(head.get('diff') as Doc);
    if (!options.showExpanded) difference.delete('disambiguatedPaths');
    event.set('updateDescription', difference);
  }
  if (kind === 'rename') {
    event.set('to', head.get('to'));
    if (options.showExpanded) {
      const description: Doc = new Map([['to', head.get('to')]]);
      if (head.has('dropTarget')) description.set('dropTarget', head.get('dropTarget'));
      event.set('operationDescription', description);
    }
  }
  if (!expanded.has(kind)) return;
  event.set('operationDescription', describe(kind, head));
  if (kind === 'modify' && head.has('before')) event.set('stateBeforeChange', head.get('before'));
};

const describe = (kind: string, head: Doc): Doc => {
  const described = new Map(head.get('o') as Doc);
  if (kind === 'create') described.set('idIndex', head.get('idIndex'));
  return described;
};
