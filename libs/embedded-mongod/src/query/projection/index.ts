import { type Timestamp } from 'bson';
import { type Doc, type StringOrder } from '../../bson/value.ts';
import { type Matcher } from '../matcher/compile.ts';
import { type Change } from '../pull.ts';
import { compileProjection as compileFind } from './find-projection.ts';
import { rawInclusion } from './raw-inclusion.ts';

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
export const compileProjection = (spec: Doc | undefined, options: ProjectionOptions = {}): Change | null => {
  const { collation, let: constants, now, clusterTime, matcher } = options;
  const projection = compileFind(spec, { order: collation, let: constants, now, clusterTime });
  if (projection === null) return null;
  const raw = projection.paths && rawInclusion(projection.paths);
  if (!projection.needsPosition) return Object.assign((doc: Doc) => projection.apply(doc), { raw });
  return (doc) => projection.apply(doc, matcher?.positional(doc));
};
