import { type BinaryNode } from '@whiskeysockets/baileys';

export type { BinaryNode };

export const SERVER = '@s.whatsapp.net';

/** Attributes whose value is undefined are left out: the encoder would write the word. */
export function node(
  tag: string,
  attrs: Readonly<Record<string, string | number | undefined>> = {},
  content?: BinaryNode['content'],
): BinaryNode {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(attrs)) {
    if (value !== undefined) kept[name] = String(value);
  }
  return content === undefined ? { tag, attrs: kept } : { tag, attrs: kept, content };
}

export const children = (parent: BinaryNode | undefined): BinaryNode[] =>
  Array.isArray(parent?.content) ? parent.content : [];

export const child = (parent: BinaryNode | undefined, tag: string): BinaryNode | undefined =>
  children(parent).find((each) => each.tag === tag);

export const childrenOf = (parent: BinaryNode | undefined, tag: string): BinaryNode[] =>
  children(parent).filter((each) => each.tag === tag);

/** The content as bytes; text is read as UTF-8. */
export function bytes(of: BinaryNode | undefined): Buffer | undefined {
  const content = of?.content;
  if (content === undefined || Array.isArray(content)) return undefined;
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
}

/** The content as bytes, or an error that names what is missing. */
export function needBytes(parent: BinaryNode | undefined, tag: string): Buffer {
  const found = bytes(child(parent, tag));
  if (!found) throw new Error(`a stanza lacks the content of <${tag}>`);
  return found;
}

export const bigEndian = (value: number, length: number): Buffer => {
  const written = Buffer.alloc(length);
  written.writeUIntBE(value, 0, length);
  return written;
};

export const fromBigEndian = (value: Buffer): number =>
  value.length === 0 ? 0 : value.readUIntBE(0, Math.min(6, value.length));

export const seconds = (at = Date.now()): string => Math.floor(at / 1000).toString();
