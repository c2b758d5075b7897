import { isVisible } from './visible-text.ts';

describe('10.5.3 a text of which nothing can be seen', () => {
  it.each(['', '  ', '\u200b\u200d', '\u3164', '\u2800\u2800', '\u00ad', '\u202e', '\u180e', '\ufe0f', '\t\n'])(
    'is %j',
    (text) => expect(isVisible(text)).toBe(false),
  );
  it.each(['a', ' \u200bÉ', '7', '👍', '-', 'عائشة', 'न'])('is not %j', (text) => expect(isVisible(text)).toBe(true));
});
