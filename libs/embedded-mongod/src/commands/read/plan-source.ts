import { type Source } from '../../cursors.ts';
import { type Stage } from '../../query/execution/stage.ts';
import { sourceOf } from '../../query/pull.ts';

const readsIndex = (stage: Stage, name: string): boolean =>
  [...stage.describe()].some(([field, value]) => field === 'indexName' && value === name) ||
  stage.inputs.some((input) => readsIndex(input, name));

/** A source fed by a plan: it dies with the collection, and with an index it reads. */
export const planSource = (root: Stage, documents: Iterator<Buffer>, onClose: () => void): Source => ({
  ...sourceOf(documents, onClose),
  uses: (index) => index === undefined || readsIndex(root, index),
});
