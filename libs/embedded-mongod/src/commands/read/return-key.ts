import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { Row, type Stage } from '../../query/execution/stage.ts';

/** What explain says of the index scan that feeds a plan; undefined when none does. */
const indexScanOf = (stage: Stage): ReadonlyMap<string, Value> | undefined => {
  const told = new Map(stage.describe());
  if (isDoc(told.get('keyPattern'))) return told;
  for (const input of stage.inputs) {
    const found = indexScanOf(input);
    if (found !== undefined) return found;
  }
  return undefined;
};

const valueAt = (doc: Doc, path: string): Value => {
  let value: Value = doc;
  for (const part of path.split('.')) value = isDoc(value) ? value.get(part) : undefined;
  return value ?? null;
};

/**
 * The index keys of a plan's rows instead of their documents, as `returnKey` asks: nothing where no index is read.
 * @throws MongoError CommandNotSupported over an index on arrays, whose keys are not told apart here.
 */
export function* keysOfRows(root: Stage): Generator<Row> {
  const scan = indexScanOf(root);
  if (scan?.get('isMultiKey') === true)
    throw new MongoError('CommandNotSupported', 'returnKey over a multikey index is not supported by this engine');
  const paths = scan === undefined ? [] : [...(scan.get('keyPattern') as Doc).keys()];
  for (const { rid, doc } of root.rows())
    yield new Row(rid, undefined, undefined, new Map(paths.map((path) => [path, valueAt(doc, path)])));
}
