/** A piece of XML: a tag (without its prefix) or the text between two. */
export type XmlToken = {
  readonly kind: 'open' | 'close' | 'empty' | 'text';
  readonly name: string;
  readonly text: string;
};

/**
 * The tags and texts of complete pieces of XML, as spreadsheets write it: no entities but the five and numbers, and a document
 * type (which could define more) is passed over like a comment. Nothing is ever looked up or fetched.
 */
export function* tokensOf(pieces: Iterable<string>): Generator<XmlToken> {
  for (const piece of pieces) {
    let at = 0;
    while (at < piece.length) {
      const open = piece.indexOf('<', at);
      if (open === -1) {
        if (at < piece.length) yield { kind: 'text', name: '', text: piece.slice(at) };
        return;
      }
      if (open > at) yield { kind: 'text', name: '', text: piece.slice(at, open) };
      if (piece.startsWith('<![CDATA[', open)) {
        const end = piece.indexOf(']]>', open);
        const until = end === -1 ? piece.length : end;
        yield { kind: 'text', name: '', text: piece.slice(open + 9, until).replaceAll('&', '&amp;') };
        at = until + 3;
        continue;
      }
      const close = piece.indexOf('>', open);
      if (close === -1) return;
      at = close + 1;
      const tag = piece.slice(open + 1, close);
      if (tag.startsWith('?') || tag.startsWith('!')) continue;
      const kind = tag.startsWith('/') ? 'close' : tag.endsWith('/') ? 'empty' : 'open';
      const [, name = ''] = /^\/?(?:[\w.-]+:)?([\w.-]+)/.exec(tag) ?? [];
      yield { kind, name, text: tag };
    }
  }
}

/** The attributes of a tag by their names without prefix. */
export function attributesOf(tag: string): Record<string, string | undefined> {
  const found: Record<string, string | undefined> = Object.create(null);
  for (const [, name = '', double, single] of tag.matchAll(/(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    found[name] = decodeEntities(double ?? single ?? '');
  }
  return found;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export const decodeEntities = (text: string): string =>
  text.includes('&') || text.includes('_x')
    ? text
        .replace(
          /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
          (all, hex?: string, decimal?: string, name?: string) => {
            if (name !== undefined) return named[name] ?? all;
            const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
            return code <= 0x10ffff ? String.fromCodePoint(code) : all;
          },
        )
        .replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
