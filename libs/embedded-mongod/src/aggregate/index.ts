export { compileExpression, type ExpressionOptions } from './expression.ts';
export { type MergeSpec, parseMerge, parseOut } from './stages/merge-spec.ts';
export { compilePipeline, type Namespace, type Pipeline, type PipelineContext } from './pipeline.ts';
