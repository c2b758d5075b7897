import 'reflect-metadata';
import { validateSync } from 'class-validator';
import { IsText, IsTextList } from './field-rules.ts';

class Named {
  @IsText(1, 100) name: unknown;
  @IsTextList(10, 50) tags: unknown;
  constructor(name: unknown, tags: unknown) {
    this.name = name;
    this.tags = tags;
  }
}
const refused = (name: unknown, tags: unknown) => validateSync(new Named(name, tags)).map(({ property }) => property);

describe('10.5.3 a name or a tag of which nothing can be seen', () => {
  it.each(['\u200b', ' \u2060\u200d ', '\u3164', '\u2800', '\ufe0f'])('is refused: %j', (text) =>
    expect(refused(text, ['vip', text])).toEqual(['name', 'tags']),
  );
  it.each(['Awa', '👍', '\u200bÉté', '-', '7'])('is taken: %j', (text) => expect(refused(text, [text])).toEqual([]));
});
