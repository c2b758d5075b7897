import { Binary } from 'bson';
import { double, int, long } from '../../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type Scope } from '../../scope.ts';
import { keyPatternOf } from '../../storage/collection.ts';
import { numberOf } from '../../storage/index-info.ts';
import { collectionStats } from '../catalog/catalog-lists.ts';
import { fields, type Context } from '../shared/context.ts';

/** First stages that read no collection of their own, or can be run on a whole database. */
export const sourceStages: ReadonlySet<string> = new Set([
  '$currentOp',
  '$listLocalSessions',
  '$listSessions',
  '$documents',
  '$changeStream',
  '$listCatalog',
]);

/** Stages that tell about the server instead of reading documents. */
export const aggregateSources = (
  context: Context,
  scope: Scope,
  name: string | undefined,
): Record<string, (spec: Value) => Iterable<Doc>> => {
  const { engine, db } = context;
  const collection = name === undefined ? undefined : scope.find(db, name);
  const namespace = `${db}.${name ?? ''}`;

  const collStats = (spec: Value): Doc[] => {
    if (collection === undefined) throw new MongoError('NamespaceNotFound', `Collection [${namespace}] not found.`);
    const options = isDoc(spec) ? spec : new Map<string, Value>();
    const answer: Doc = fields([
      ['ns', namespace],
      ['host', engine.options.host],
      ['localTime', context.now],
    ]);
    const storage = options.get('storageStats');
    if (isDoc(storage)) {
      const scale = numberOf(storage.get('scale')) ?? 1;
      if (!(scale >= 1) || !Number.isFinite(scale))
        throw new MongoError(51024, `BSON field 'scale' value must be >= 1, actual value '${scale}'`);
      const stats = collectionStats(collection, namespace, scale);
      stats.delete('ns');
      answer.set('storageStats', stats);
    }
    if (options.has('count')) answer.set('count', int(collection.count));
    if (options.has('latencyStats')) {
      const none = fields([
        ['latency', long(0n)],
        ['ops', long(0n)],
        ['queryableEncryptionLatencyMicros', long(0n)],
      ]);
      answer.set(
        'latencyStats',
        fields([
          ['reads', none],
          ['writes', none],
          ['commands', none],
          ['transactions', none],
        ]),
      );
    }
    if (options.has('queryExecStats'))
      answer.set(
        'queryExecStats',
        fields([
          [
            'collectionScans',
            fields([
              ['total', long(0n)],
              ['nonTailable', long(0n)],
            ]),
          ],
        ]),
      );
    return [answer];
  };

  const indexStats = (): Doc[] =>
    (collection?.indexes ?? []).map((index) =>
      fields([
        ['name', index.name],
        ['key', keyPatternOf(index)],
        ['host', engine.options.host],
        [
          'accesses',
          fields([
            ['ops', long(BigInt(index.uses))],
            ['since', index.since],
          ]),
        ],
        ['spec', index.spec],
      ]),
    );

  const currentOp = (): Doc[] => [
    fields([
      ['host', engine.options.host],
      ['type', 'op'],
      ['desc', `conn${context.client.id}`],
      ['active', true],
      ['secs_running', long(0n)],
      ['ns', 'admin.$cmd.aggregate'],
      ['command', context.body],
      ['op', 'command'],
      ['opid', int(1)],
      ['effectiveUsers', []],
      ['millis', double(0)],
    ]),
  ];

  const sessions = (): Doc[] =>
    engine.sessions.all.map(({ id, lastUse }) =>
      fields([
        [
          '_id',
          fields([
            ['id', id.get('id')],
            ['uid', id.get('uid') ?? new Binary(Buffer.alloc(32))],
          ]),
        ],
        ['lastUse', new Date(lastUse)],
      ]),
    );

  return {
    $collStats: collStats,
    $indexStats: indexStats,
    $currentOp: currentOp,
    $listLocalSessions: sessions,
    $listSessions: sessions,
    $planCacheStats: () => [],
  };
};
