import { type BSONRegExp, Int32 } from 'bson';
import { typeOf } from '../../bson/type-of.ts';
import { doc } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { capturesOf, toRegExp } from '../../query/matcher/regex.ts';
import { kindOf, namedOperands } from '../expression-arguments.ts';
import { type Expr, type Operator, type OperatorTable } from '../expression-types.ts';
import { nullish, type Value } from '../expression-values.ts';

const compiled = (pattern: Value, options: Value, name: string): RegExp => {
  if (!nullish(options) && typeof options !== 'string')
    throw new MongoError(51106, `${name} needs 'options' to be of type string`);
  if (typeof pattern === 'string') return toRegExp(pattern, options ?? '');
  if (typeOf(pattern) !== 11) throw new MongoError(51105, `${name} needs 'regex' to be of type string or regex`);
  const regex = pattern as BSONRegExp;
  if (regex.options !== '' && !nullish(options) && options !== '') {
    throw new MongoError(51107, `${name}: found regex option(s) specified in both 'regex' and 'option' fields`);
  }
  return toRegExp(regex.pattern, nullish(options) ? regex.options : options);
};

const found = (match: RegExpExecArray): Value =>
  doc({
    match: match[0],
    idx: new Int32([...match.input.slice(0, match.index)].length),
    captures: capturesOf(match).map((capture): Value => capture ?? null),
  });

const regexOperator =
  (empty: Value, apply: (text: string, regex: RegExp) => Value): Operator =>
  (argument, scope, name) => {
    const rules = {
      required: ['input', 'regex'],
      optional: ['options'],
      notObject: 51103,
      unknown: 31024,
      missing: 31022,
    };
    const { input, regex, options } = namedOperands(argument, scope, name, rules);
    return (env) => {
      const text = (input as Expr)(env);
      const pattern = (regex as Expr)(env);
      const flags = options?.(env);
      if (!nullish(text) && typeof text !== 'string') {
        throw new MongoError(51104, `${name} needs 'input' to be of type string, found: ${kindOf(text)}`);
      }
      const expression = nullish(pattern) ? undefined : compiled(pattern, flags, name);
      if (nullish(text) || expression === undefined) return Array.isArray(empty) ? [] : empty;
      return apply(text, expression);
    };
  };

/** `$regexMatch`, `$regexFind`, `$regexFindAll`. */
export const regexOperators: OperatorTable = {
  $regexMatch: regexOperator(false, (text, regex) => regex.test(text)),
  $regexFind: regexOperator(null, (text, regex) => {
    const match = regex.exec(text);
    return match === null ? null : found(match);
  }),
  $regexFindAll: regexOperator([], (text, regex) =>
    [...text.matchAll(new RegExp(regex.source, `${regex.flags}g`))].map(found),
  ),
};
