import { show } from '../../bson/show.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { compileAddFields, compileProject, compileUnset, type Project } from '../../query/projection/project.ts';
import { kindOf } from '../expression-arguments.ts';
import { type Frame, type Scope } from '../expression-types.ts';
import { FoldError } from '../fold.ts';

const replaceWith = (spec: Value, scope: Scope, name: string): Project => {
  const expr = scope.compile(spec, scope);
  return (doc, env) => {
    const value = expr(env);
    if (value instanceof Map) return value;
    const label = name === '$replaceRoot' ? "'newRoot' expression " : "'replacement document' ";
    throw new MongoError(
      40228,
      `${label} must evaluate to an object, but resulting value was: ${value === undefined ? 'MISSING' : show(value)}. Type of resulting value: '${kindOf(value)}'. Input document: ${show(doc)}`,
    );
  };
};

const newRoot = (spec: Value): Value => {
  if (!(spec instanceof Map))
    throw new MongoError(40229, `expected an object as specification for $replaceRoot stage, got ${kindOf(spec)}`);
  for (const name of spec.keys()) {
    if (name !== 'newRoot') throw new MongoError(40415, `BSON field '$replaceRoot.${name}' is an unknown field.`);
  }
  if (!spec.has('newRoot')) throw new MongoError(40231, 'no newRoot specified for the $replaceRoot stage');
  return spec.get('newRoot');
};

/** Refusals of a specification's form, which MongoDB makes before it reads what is inside. */
const ofForm = new Set([15969, 40272, 31002, 31119, 31120]);

/** Names the stage in front of what is wrong inside it. */
const inStage = (name: string, compile: () => Project): Project => {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof MongoError) || error instanceof FoldError || ofForm.has(error.code)) throw error;
    throw new MongoError(error.code, `Invalid ${name} :: caused by :: ${error.message}`);
  }
};

const compileStage = (name: string, spec: Value, scope: Scope): Project | undefined => {
  switch (name) {
    case '$addFields':
    case '$set':
      return inStage(name, () => compileAddFields(spec, scope, name));
    case '$project':
      return inStage(name, () => compileProject(spec, scope));
    case '$unset':
      return inStage(name, () => compileUnset(spec));
    case '$replaceRoot':
      return replaceWith(newRoot(spec), scope, name);
    case '$replaceWith':
      return replaceWith(spec, scope, name);
    default:
      return undefined;
  }
};

/** A stage that makes one document of one document, as a function; undefined for any other stage. */
export const compileDocStage = (
  name: string,
  spec: Value,
  scope: Scope,
): ((doc: Doc, vars: Frame | undefined) => Doc) | undefined => {
  const stage = compileStage(name, spec, scope);
  return stage === undefined ? undefined : (doc, vars) => stage(doc, { root: doc, current: doc, vars });
};
