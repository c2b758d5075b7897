import { isDoc, type Doc } from '../bson/value.ts';
import { type Validator } from '../storage/collection.ts';
import { collationOf } from './collation.ts';
import { explainValidation } from './validation.ts';

/**
 * The validator of a collection's options; undefined when there is none or it is switched off.
 * @throws MongoError for a validator MongoDB refuses.
 */
export const compileValidator = (options: Doc): Validator | undefined => {
  const validator = options.get('validator');
  if (!isDoc(validator) || validator.size === 0) return undefined;
  const collation = options.get('collation');
  const order = isDoc(collation) ? collationOf(collation) : undefined;
  const explain = explainValidation(validator, {
    now: new Date(),
    ...(order === undefined ? {} : { collation: order }),
  });
  return options.get('validationLevel') === 'off' ? undefined : explain;
};
