import { type Timestamp } from 'bson';
import { type Doc, type StringOrder, type Value } from '../../bson/value.ts';
import { type Frame, type Scope } from '../expression-types.ts';

/** A collection somewhere. */
export type Namespace = { readonly db: string; readonly coll: string };

/** What a pipeline reaches the world through. Everything in it is handed in by the command. */
export type PipelineContext = {
  readonly db: string;
  readonly collection?: string;
  readonly now: Date;
  readonly clusterTime?: Timestamp;
  /** The collation of the command, for matching, sorting, grouping and comparing. */
  readonly order?: StringOrder;
  /** The command's `let`. */
  readonly let?: Doc;
  readonly random?: () => number;
  /** Documents of a collection; a filter lets an index serve them. Missing collections are empty. */
  read(target: Namespace, filter?: Doc): Iterable<Doc>;
  /** Whether an equality on this field is cheap in that collection. */
  hasIndex?(target: Namespace, field: string): boolean;
  /** Stages that produce documents from somewhere else: `$collStats`, `$changeStream` …. */
  readonly sources?: Readonly<Record<string, (spec: Value) => Iterable<Doc>>>;
  /** Carries out `$out` or `$merge`. */
  write?(stage: '$out' | '$merge', spec: Value, docs: Iterable<Doc>): void;
};

/** A compiled stage: documents in, documents out, with the variables bound around it. */
export type Stage = (input: Iterable<Doc>, vars: Frame | undefined) => Iterable<Doc>;

/** What stages are compiled in. */
export type StageScope = {
  readonly context: PipelineContext;
  readonly scope: Scope;
  /** How deep in sub-pipelines: 0 at the top. */
  readonly depth: number;
  /** Compiles a sub-pipeline with further variables in scope. */
  compile(stages: Value, inside: string, names?: Iterable<string>): Stage;
};

/** Reads a stage's specification. */
export type StageCompiler = (spec: Value, scope: StageScope, name: string) => Stage;

/** Stages by name. */
export type StageTable = Readonly<Record<string, StageCompiler>>;
