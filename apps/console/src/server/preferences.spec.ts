import { preferredLanguage } from './preferences.ts';

describe('language of a first visit', () => {
  it.each([
    ['fr-CM,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-GB,fr;q=0.5', 'en'],
    ['de-DE,fr;q=0.7', 'fr'],
    ['en;q=0.5, fr;q=0.9', 'fr'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['pt', 'en'],
    [null, 'en'],
  ])('is, for %s, %s', (accept, language) => {
    expect(preferredLanguage(accept)).toBe(language);
  });
});
