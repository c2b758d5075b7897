import { type Collection, type Document } from 'mongodb';
import { type HotQuery } from './hot-queries.ts';
import { type Thing } from './test-server.ts';

type Explained = {
  readonly index: string | undefined;
  readonly keys: number;
  readonly docs: number;
  readonly stages: readonly string[];
};

const walk = (stage: Document, stages: string[], indexes: string[]): void => {
  stages.push(stage['stage']);
  if (stage['indexName'] !== undefined) indexes.push(stage['indexName']);
  for (const input of [stage['inputStage'], ...(stage['inputStages'] ?? [])])
    if (input !== undefined) walk(input, stages, indexes);
};

/** What explain says about a shape. */
export const explainHot = async (
  collection: Collection<Thing>,
  { filter, sort, limit }: HotQuery,
): Promise<Explained> => {
  const cursor = collection.find(filter).limit(limit);
  const explained = await (sort === undefined ? cursor : cursor.sort(sort)).explain('executionStats');
  const stages: string[] = [];
  const indexes: string[] = [];
  walk(explained['queryPlanner'].winningPlan, stages, indexes);
  return {
    index: indexes[0],
    keys: explained['executionStats'].totalKeysExamined,
    docs: explained['executionStats'].totalDocsExamined,
    stages,
  };
};
