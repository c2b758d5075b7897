import { ObjectId } from 'bson';
import { encode } from '../../bson/encode.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { type Scope } from '../../scope.ts';
import { indexInfo } from '../../storage/index-info.ts';
import { createIn } from '../catalog/create.ts';
import { writeIn, type Context } from '../shared/context.ts';
import { buildIndex } from '../catalog/indexes.ts';
import { insertOne, orderedId } from '../crud/insert.ts';
import { mergeDocuments } from './merge.ts';
import { parseOut } from '../../aggregate/stages/merge-spec.ts';

/** What a pipeline's last stage wants written. */
export type PendingWrite = { readonly stage: '$out' | '$merge'; readonly spec: Value; readonly docs: readonly Doc[] };

const MOST_AT_ONCE = 1000;

/** Writes the result of a pipeline. `$out` replaces the whole collection at once. */
export const carryOut = async (context: Context, { stage, spec, docs }: PendingWrite): Promise<void> => {
  if (stage === '$merge') return mergeDocuments(context, spec, docs);
  const { db, coll } = parseOut(spec, context.db);
  const temporary = `tmp.agg_out.${new ObjectId().toHexString()}`;
  const options = context.engine.catalog.find(db, coll)?.options ?? new Map();
  await writeIn(context, (scope) => createIn(context, scope, db, temporary, options));
  try {
    for (let at = 0; at < docs.length; at += MOST_AT_ONCE) {
      await writeIn(context, (scope) => {
        for (const doc of docs.slice(at, at + MOST_AT_ONCE)) {
          const ready = orderedId(doc);
          insertOne(
            context,
            scope,
            { db, name: temporary, bypass: context.body.get('bypassDocumentValidation') === true },
            { doc: ready.doc, bytes: encode(ready.doc) },
          );
        }
      });
    }
    await writeIn(context, (scope) => replaceWith(context, scope, db, { from: temporary, to: coll }));
  } catch (error) {
    await writeIn(context, (scope) => {
      const left = scope.find(db, temporary);
      if (left !== undefined) context.engine.catalog.remove(left);
    });
    throw error;
  }
  context.engine.sweepSoon();
};

/** Takes the old collection's place, with its indexes. */
const replaceWith = (
  { engine }: Context,
  scope: Scope,
  db: string,
  { from, to }: { from: string; to: string },
): void => {
  const made = scope.find(db, from);
  const old = scope.find(db, to);
  if (made === undefined) return;
  for (const { name, spec } of old?.indexes ?? []) {
    if (name === '_id_') continue;
    const index = indexInfo(engine.catalog.takeIdent(), spec);
    buildIndex(scope, made, index);
    made.indexes = [...made.indexes, index];
  }
  if (old !== undefined) engine.catalog.remove(old);
  engine.catalog.rename(made, db, to);
};
