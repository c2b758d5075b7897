import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import adr from './generator';

describe('the adr generator', () => {
  it('takes the next number and makes a name of the title', () => {
    const tree = createTreeWithEmptyWorkspace();
    tree.write('docs/adr/0009-older.md', '# 9. Older');
    adr(tree, { title: 'Les délais sont des données, jamais des pauses' });
    const page = tree.read('docs/adr/0010-les-delais-sont-des-donnees-jamais-des-pauses.md', 'utf8');
    expect(page).toContain('# 10. Les délais sont des données, jamais des pauses');
    for (const part of [
      '**Status.** Accepted, 20',
      '**Context.**',
      '**Decision.**',
      '**Alternatives.**',
      '**Consequences.**',
    ])
      expect(page).toContain(part);
  });

  it('begins with number one', () => {
    const tree = createTreeWithEmptyWorkspace();
    adr(tree, { title: 'First' });
    expect(tree.exists('docs/adr/0001-first.md')).toBe(true);
  });

  it('refuses a second page for the same decision and a title without words', () => {
    const tree = createTreeWithEmptyWorkspace();
    adr(tree, { title: 'Record decisions' });
    expect(() => adr(tree, { title: 'Record  decisions!' })).toThrow('docs/adr/0001-record-decisions.md');
    expect(() => adr(tree, { title: '?!' })).toThrow('title');
  });
});
