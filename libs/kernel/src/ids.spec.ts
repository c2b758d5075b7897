import { documentId, isDocumentId, isOwnerId, ownerId } from './ids.ts';

describe('ids', () => {
  it.each([
    ['a', true],
    ['user_42-B', true],
    ['x'.repeat(64), true],
    ['x'.repeat(65), false],
    ['', false],
    ['a b', false],
    ['é', false],
    ['a$ne', false],
  ])('takes %j as an owner id: %s', (text, expected) => {
    expect(isOwnerId(text)).toBe(expected);
  });

  it('refuses a malformed id and writes document ids in lower case', () => {
    expect(() => ownerId('a b')).toThrow('owner id');
    expect(() => documentId('123')).toThrow('24 hexadecimal');
    expect(documentId<'CampaignId'>('65A0000000000000000000FF')).toBe('65a0000000000000000000ff');
    expect(isDocumentId('65a0000000000000000000fg')).toBe(false);
  });
});
