import { type Timestamp } from 'bson';
import { type Doc, type StringOrder } from '../../bson/value.ts';
import { type Matcher } from '../matcher/compile.ts';
import { compileProjection as compileFind } from './find-projection.ts';

export { compileProjection as compileFindProjection, type Projection } from './find-projection.ts';

/** What a projection of a command is read with. */
export type ProjectionOptions = {
  /** The command's filter: a positional projection shows the element it matched. */
  readonly matcher?: Matcher;
  readonly collation?: StringOrder;
  readonly let?: Doc;
  readonly now?: Date;
  readonly clusterTime?: Timestamp;
};

/**
 * A find projection as a function of documents; null when the documents stay as they are.
 * @throws MongoError for specifications MongoDB refuses.
 */
export const compileProjection = (
  spec: Doc | undefined,
  options: ProjectionOptions = {},
): ((doc: Doc) => Doc) | null => {
  const { collation, let: constants, now, clusterTime, matcher } = options;
  const projection = compileFind(spec, { order: collation, let: constants, now, clusterTime });
  if (projection === null) return null;
  if (!projection.needsPosition) return (doc) => projection.apply(doc);
  return (doc) => projection.apply(doc, matcher?.positional(doc));
};
