import { preconditionOf } from './preconditions.ts';

const current = '"a1"';
const conditions = (method: string, ifMatch?: string, ifNoneMatch?: string) => ({ method, ifMatch, ifNoneMatch });

describe('If-Match and If-None-Match (RFC 9110)', () => {
  it.each([
    ['no condition', 'PATCH', undefined, 'go_on'],
    ['the tag itself', 'PATCH', '"a1"', 'go_on'],
    ['a list with it', 'DELETE', '"b2" , "a1"', 'go_on'],
    ['a list without blanks', 'DELETE', '"b2","a1"', 'go_on'],
    ['anything that is there', 'PUT', ' * ', 'go_on'],
    ['another tag', 'PATCH', '"b2"', 'failed'],
    ['a weak tag: changes compare strongly', 'PATCH', 'W/"a1"', 'failed'],
    ['the tag without quotes', 'PATCH', 'a1', 'failed'],
    ['nothing', 'PATCH', '', 'failed'],
    ['a tag in which a comma stands', 'PATCH', '"x,"a1', 'failed'],
    ['a read of what is no longer so', 'GET', '"b2"', 'failed'],
  ] as const)('If-Match: %s', (_what, method, ifMatch, expected) => {
    expect(preconditionOf(conditions(method, ifMatch), current)).toBe(expected);
  });

  it.each([
    ['the tag', 'GET', '"a1"', 'not_modified'],
    ['its weak form', 'HEAD', '"b2", W/"a1"', 'not_modified'],
    ['anything', 'GET', '*', 'not_modified'],
    ['another', 'GET', '"b2"', 'go_on'],
    ['a change of what is there', 'PUT', '*', 'failed'],
    ['a change of what is as known', 'DELETE', '"a1"', 'failed'],
  ] as const)('If-None-Match: %s', (_what, method, ifNoneMatch, expected) => {
    expect(preconditionOf(conditions(method, undefined, ifNoneMatch), current)).toBe(expected);
  });

  it('of what is not there nothing matches', () => {
    expect(preconditionOf(conditions('PUT', '*'), null)).toBe('failed');
    expect(preconditionOf(conditions('PUT', undefined, '*'), null)).toBe('go_on');
  });

  it('If-Match is judged before If-None-Match, and a weak current tag is matched by none but "*"', () => {
    expect(preconditionOf(conditions('GET', '"b2"', '"a1"'), current)).toBe('failed');
    expect(preconditionOf(conditions('PATCH', 'W/"a1"'), 'W/"a1"')).toBe('failed');
    expect(preconditionOf(conditions('PATCH', '*'), 'W/"a1"')).toBe('go_on');
    expect(preconditionOf(conditions('GET', undefined, '"a1"'), 'W/"a1"')).toBe('not_modified');
  });
});
