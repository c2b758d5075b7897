import { int } from '../bson/numeric.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { parsedQuery } from './parsed-query.ts';
import { counted, total, type Counted, type Row, type Stage } from './execution/stage.ts';

/** A stage that only shows itself: what a command does with the rows below it. */
export class Wrapper implements Stage {
  readonly inputs: readonly Stage[];
  readonly counted: Counted = counted();

  constructor(
    readonly name: string,
    private readonly input: Stage,
    private readonly described: readonly (readonly [string, Value])[] = [],
    private readonly returns: boolean = true,
  ) {
    this.inputs = [input];
  }

  *rows(): Generator<Row> {
    for (const row of this.input.rows()) {
      this.counted.works += 1;
      if (!this.returns) continue;
      this.counted.advanced += 1;
      yield row;
    }
  }

  describe(): Iterable<readonly [string, Value]> {
    return this.described;
  }
}

/** The stage of a count, which swallows the rows below it. */
export class Counting extends Wrapper {
  constructor(input: Stage) {
    super('COUNT', input, [], false);
  }

  told(): Iterable<readonly [string, Value]> {
    return [
      ['nCounted', int(this.counted.works)],
      ['nSkipped', int(0)],
    ];
  }
}

/** The stage of a count of a whole collection, which knows its number. */
export class FastCount implements Stage {
  readonly name = 'RECORD_STORE_FAST_COUNT';
  readonly inputs = [];
  readonly counted: Counted = counted();

  constructor(private readonly count: number) {}

  *rows(): Generator<Row> {
    yield* [];
  }

  describe(): Iterable<readonly [string, Value]> {
    return [];
  }

  told(): Iterable<readonly [string, Value]> {
    return [
      ['nCounted', int(this.count)],
      ['nSkipped', int(0)],
    ];
  }
}

const inputsOf = (stage: Stage, show: (stage: Stage) => Doc): (readonly [string, Value])[] => {
  if (stage.inputs.length === 0) return [];
  if (stage.inputs.length === 1 && stage.name !== 'OR' && stage.name !== 'SORT_MERGE')
    return [['inputStage', show(stage.inputs[0] as Stage)]];
  return [['inputStages', stage.inputs.map(show)]];
};

/** A plan as `queryPlanner` shows it. */
export const planDoc = (stage: Stage): Doc =>
  new Map<string, Value>([['stage', stage.name], ...stage.describe(), ...inputsOf(stage, planDoc)]);

const statsDoc = (stage: Stage): Doc => {
  const { advanced, works, keysExamined, docsExamined } = stage.counted;
  const isIndex = stage.name === 'IXSCAN' || stage.name === 'COUNT_SCAN';
  const isDocs = stage.name === 'FETCH' || stage.name === 'COLLSCAN';
  return new Map<string, Value>([
    ['stage', stage.name],
    ['nReturned', int(advanced)],
    ['executionTimeMillisEstimate', int(0)],
    ['works', int(Math.max(works, advanced) + 1)],
    ['advanced', int(advanced)],
    ['needTime', int(Math.max(0, works - advanced))],
    ['needYield', int(0)],
    ['saveState', int(0)],
    ['restoreState', int(0)],
    ['isEOF', int(1)],
    ...stage.describe(),
    ...(stage.told?.() ?? []),
    ...(isIndex
      ? ([
          ['keysExamined', int(keysExamined)],
          ['seeks', int(1)],
          ['dupsTested', int(0)],
          ['dupsDropped', int(0)],
        ] as const)
      : []),
    ...(isDocs
      ? ([
          ['docsExamined', int(docsExamined)],
          ['alreadyHasObj', int(0)],
        ] as const)
      : []),
    ...inputsOf(stage, statsDoc),
  ]);
};

/** How a plan is explained. */
export type Verbosity = 'queryPlanner' | 'executionStats' | 'allPlansExecution';

/** The body of an explanation; runs the plan unless only the plan is asked for. */
export const explainPlan = (
  namespace: string,
  filter: Doc,
  root: Stage,
  verbosity: Verbosity,
): (readonly [string, Value])[] => {
  const planner: Doc = new Map<string, Value>([
    ['namespace', namespace],
    ['parsedQuery', parsedQuery(filter)],
    ['indexFilterSet', false],
    ['maxIndexedOrSolutionsReached', false],
    ['maxIndexedAndSolutionsReached', false],
    ['maxScansToExplodeReached', false],
    ['prunedSimilarIndexes', false],
    ['winningPlan', planDoc(root)],
    ['rejectedPlans', []],
  ]);
  if (verbosity === 'queryPlanner') return [['queryPlanner', planner]];
  const begun = performance.now();
  let returned = 0;
  for (const _ of root.rows()) returned += 1;
  const stats: Doc = new Map<string, Value>([
    ['executionSuccess', true],
    ['nReturned', int(returned)],
    ['executionTimeMillis', int(Math.round(performance.now() - begun))],
    ['totalKeysExamined', int(total(root, 'keysExamined'))],
    ['totalDocsExamined', int(total(root, 'docsExamined'))],
    ['executionStages', statsDoc(root)],
  ]);
  if (verbosity === 'allPlansExecution') stats.set('allPlansExecution', []);
  return [
    ['queryPlanner', planner],
    ['executionStats', stats],
  ];
};
