import { passwordProblem } from './password-policy.ts';

const account = { email: 'awa.diop@relance.test' };

describe('password policy', () => {
  it.each([
    ['short', 'elevenchars'],
    ['short in characters, not in bytes', '🛑'.repeat(11)],
    ['a common word with digits', 'password1234'],
    ['the same in disguise', 'P@ssw0rd2024!'],
    ['another language', 'MotDePasse123'],
    ['with accents', 'Bienvenué2026'],
    ['in parts', 'mot-de-passe-1'],
    ['twice', 'passwordpassword'],
    ['a row of keys', 'qwertyuiop12'],
    ['another row', 'azertyuiopqs'],
    ['digits in a row', '123456789012'],
    ['digits down', '098765432109'],
    ['one sign', 'aaaaaaaaaaaaa'],
    ['three signs', 'abcabcabcabc'],
    ['a column of keys', '1qaz2wsx3edc'],
    ['the address', 'awa.diop@relance.test'],
    ['the name in the address', 'Awa.Diop2026!!'],
  ])('refuses one that is %s', (_, password) => {
    expect(passwordProblem(password, account)).not.toBeNull();
  });

  it.each([
    'correct horse battery',
    'tranquil-otter-77',
    'une phrase que je retiens',
    'Xk9#vTq2!mLp',
    'my password is nowhere',
  ])('takes "%s"', (password) => {
    expect(passwordProblem(password, account)).toBeNull();
  });
});
