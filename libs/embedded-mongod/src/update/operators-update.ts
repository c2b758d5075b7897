import { equals, identical } from '../bson/compare.ts';
import { show } from '../bson/show.ts';
import { typeName } from '../bson/type-of.ts';
import { type Doc } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { compileArrayFilters, refuseUnused } from './array-filters.ts';
import { Draft } from './draft.ts';
import { arrayModifiers } from './modifiers-array.ts';
import { valueModifiers } from './modifiers-value.ts';
import { applyRename, parseRename, type Rename } from './rename.ts';
import { checkId, idFirst, refuseDollarName } from './replacement.ts';
import {
  type ApplyOptions,
  type FieldUpdate,
  type Modifier,
  type Update,
  type UpdateOptions,
  type UpdateResult,
} from './types.ts';
import {
  comparePaths,
  expandPath,
  type Filters,
  identifiersIn,
  parseUpdatePath,
  refuseConflicts,
} from './update-path.ts';

const modifiers = new Map<string, Modifier>([...Object.entries(valueModifiers), ...Object.entries(arrayModifiers)]);

type Step = { readonly parts: string[]; readonly modifier: Modifier; readonly update: FieldUpdate };
type Plan = { readonly steps: Step[]; readonly renames: Rename[] };

const readOperators = (update: Doc, filters: Filters, options: UpdateOptions): Plan => {
  const steps: Step[] = [];
  const renames: Rename[] = [];
  const paths: string[][] = [];
  for (const [operator, fields] of update) {
    const modifier = modifiers.get(operator);
    if (modifier === undefined && operator !== '$rename') {
      throw new MongoError(
        'FailedToParse',
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!(fields instanceof Map)) {
      throw new MongoError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${show(fields)}}`,
      );
    }
    for (const [path, argument] of fields) {
      if (modifier === undefined) {
        const rename = parseRename(path, argument);
        renames.push(rename);
        paths.push(rename.from, rename.to);
      } else {
        const parts = parseUpdatePath(path, filters);
        paths.push(parts);
        steps.push({ parts, modifier, update: modifier.parse(argument, path, options) });
      }
    }
  }
  refuseConflicts(paths);
  steps.sort((a, b) => comparePaths(a.parts, b.parts));
  return { steps, renames };
};

/** Refuses to set a dollar-prefixed field at the top, or to create one for what is below it. @throws MongoError 52. */
const refuseDollarPath = (draft: Draft, parts: readonly string[]): void => {
  const top = parts[0] as string;
  if (parts.length === 1 || !draft.root.has(top)) refuseDollarName(top);
};

const applyStep = (draft: Draft, parts: string[], { modifier, update }: Step, isInsert: boolean): void => {
  const { value, exists, viable } = draft.read(parts);
  if (!exists && modifier.onlyExisting) return;
  const outcome = viable ? update(value, exists, draft.root) : update(undefined, false, draft.root);
  if (outcome === undefined) return;
  if ('unset' in outcome) return draft.unset(parts);
  if (!isInsert && parts[0]?.startsWith('$')) {
    const same = exists && 'set' in outcome && identical(value, outcome.set);
    if (!same) refuseDollarPath(draft, parts);
  }
  if ('append' in outcome) draft.append(parts, outcome.append);
  else draft.set(parts, outcome.set);
};

const refuseChangedId = (before: Doc, after: Doc): void => {
  if (!before.has('_id')) {
    if (after.has('_id')) checkId(after.get('_id'));
    return;
  }
  if (after.has('_id') && equals(before.get('_id'), after.get('_id'))) return;
  throw new MongoError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
};

/** Reads an update made of operators. */
export const compileOperators = (update: Doc, options: UpdateOptions): Update => {
  const filters = compileArrayFilters(options.arrayFilters ?? [], options);
  const plan = readOperators(update, filters, options);
  refuseUnused(filters, new Set(plan.steps.flatMap((step) => identifiersIn(step.parts))), update);
  const apply = (doc: Doc, { positional, isInsert = false }: ApplyOptions = {}): UpdateResult => {
    const draft = new Draft(doc);
    const touched = new Set<string>();
    for (const step of plan.steps) {
      if (step.modifier.onInsert === true && !isInsert) continue;
      for (const parts of expandPath(doc, step.parts, filters, positional)) {
        const path = parts.join('.');
        if (touched.has(path))
          throw new MongoError('ConflictingUpdateOperators', `Update created a conflict at '${path}'`);
        touched.add(path);
        applyStep(draft, parts, step, isInsert);
      }
    }
    for (const rename of plan.renames) {
      if (!isInsert && draft.read(rename.from).exists) refuseDollarPath(draft, rename.to);
      applyRename(draft, rename);
    }
    refuseChangedId(doc, draft.root);
    return { doc: idFirst(draft.root), modified: draft.modified, changes: draft.changes() };
  };
  return { kind: 'operators', apply };
};
