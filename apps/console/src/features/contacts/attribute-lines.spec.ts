import { expect } from '@jest/globals';
import { attributeLines, attributesOf } from './attribute-lines.ts';

describe('what is known of a person besides', () => {
  it('is one thing a line, there and back', () => {
    const attributes = { city: 'Douala', link: 'https://example.org/a:b', size_2: 'M' };
    expect(attributeLines(attributes)).toBe('city: Douala\nlink: https://example.org/a:b\nsize_2: M');
    expect(attributesOf(attributeLines(attributes))).toEqual({ attributes });
  });

  it('leaves out empty lines and names without a value', () => {
    expect(attributesOf('\n city :  Douala \n\nsize:\n')).toEqual({ attributes: { city: 'Douala' } });
    expect(attributesOf('')).toEqual({ attributes: {} });
  });

  it.each(['Douala', 'my city: Douala', '2nd: x', ': x'])('says which line is not one: %s', (line) => {
    expect(attributesOf(`city: Douala\n${line}`)).toEqual({ line });
  });
});
