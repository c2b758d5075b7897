import { countryCodeOf } from './countries.ts';

describe('a country as people write it', () => {
  it.each([
    ['Cameroun', 'CM'],
    ['cameroon', 'CM'],
    ['  cote d’ivoire ', 'CI'],
    ['Côte d’Ivoire', 'CI'],
    ['Germany', 'DE'],
    ['ALLEMAGNE', 'DE'],
    ['fr', 'FR'],
    ['Congo-Kinshasa', 'CD'],
  ])('%s is %s', (written, code) => {
    expect(countryCodeOf(written)).toBe(code);
  });

  it('leaves what is no country to the API', () => {
    expect(countryCodeOf('Atlantis')).toBe('ATLANTIS');
    expect(countryCodeOf('')).toBe('');
  });
});
