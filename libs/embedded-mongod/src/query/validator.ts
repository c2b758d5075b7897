import { isDoc, type Doc } from '../bson/value.ts';
import { type Validator } from '../storage/collection.ts';
import { compileMatcher } from './matcher/compile.ts';

/** The validator of a collection's options; undefined when there is none or it is switched off. */
export const compileValidator = (options: Doc): Validator | undefined => {
  const validator = options.get('validator');
  if (!isDoc(validator) || validator.size === 0 || options.get('validationLevel') === 'off') return undefined;
  const matcher = compileMatcher(validator, { now: new Date() });
  return (doc) => (matcher.matches(doc) ? undefined : new Map());
};
