import { problem } from '@relance/kernel';
import { IsIn, IsString, Matches, MaxLength, validateSync } from 'class-validator';
import { fieldRule, refusedAs } from './field-rule.ts';
import { fieldProblems } from './validation.pipe.ts';

const IsShade = (): PropertyDecorator =>
  fieldRule('isShade', (value) =>
    typeof value !== 'number' ? 'must be a shade' : value > 9 ? problem('TOO_LARGE', { max: 9 }) : null,
  );

class Body {
  constructor(given: Partial<Body>) {
    Object.assign(this, { name: 'Awa', shade: 1, kinds: ['a'], word: 'x', ...given });
  }

  // Two rules that class-validator calls by one name: the last broken one speaks.
  @Matches(/^[^!]*$/, refusedAs('CONTROL_CHARACTERS'))
  @Matches(/[a-z]/, { message: 'must have a letter' })
  name!: string;

  @IsShade()
  shade!: unknown;

  @IsIn(['a', 'b'], { each: true, ...refusedAs('NOT_ONE_OF.each', { values: 'a, b' }) })
  kinds!: string[];

  @IsString({ message: 'must be text' })
  @MaxLength(3, refusedAs('TOO_LONG', { max: 3 }))
  word!: unknown;
}

const told = (given: Partial<Body>) =>
  fieldProblems(validateSync(new Body(given), { whitelist: true, forbidNonWhitelisted: true }));

describe('problems of a body', () => {
  it.each([
    [{}, []],
    [{ name: 'a!' }, [{ field: 'name', ...problem('CONTROL_CHARACTERS') }]],
    [{ name: '7' }, [{ field: 'name', problem: 'must have a letter' }]],
    [{ shade: 'x' }, [{ field: 'shade', problem: 'must be a shade' }]],
    [{ shade: 12 }, [{ field: 'shade', problem: 'must be at most 9', code: 'TOO_LARGE', params: { max: '9' } }]],
    [{ kinds: ['a', 'c'] }, [{ field: 'kinds', ...problem('NOT_ONE_OF.each', { values: 'a, b' }) }]],
    [{ word: 'long' }, [{ field: 'word', ...problem('TOO_LONG', { max: 3 }) }]],
    [{ word: 7 }, [{ field: 'word', problem: 'must be text' }]],
    [{ word: undefined }, [{ field: 'word', ...problem('MISSING') }]],
    [{ hue: 1 } as object, [{ field: 'hue', ...problem('NOT_KNOWN_HERE') }]],
  ])('%j', (given, expected) => expect(told(given)).toEqual(expected));

  it('of rules with one name have the code of the sentence that is said, and no other', () => {
    const [found] = told({ name: '!' });
    const coded = problem('CONTROL_CHARACTERS');
    expect([
      { field: 'name', ...coded },
      { field: 'name', problem: 'must have a letter' },
    ]).toContainEqual(found);
  });
});
