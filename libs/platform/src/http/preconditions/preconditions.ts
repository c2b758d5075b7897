/** What a request makes depend on the entity tag of what it is about. */
export type Preconditions = {
  readonly method: string;
  /** Headers as they came; absent: no condition. */
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
};

/**
 * Whether a request goes on, by RFC 9110 (13.1.1, 13.1.2, 13.2.2): `failed` is 412, `not_modified` is 304. `etag` is the tag of what is
 * there now, in its quotes; null: nothing is there. If-Match comes first and compares strongly, so that a weak tag never matches;
 * If-None-Match compares weakly.
 */
export function preconditionOf(
  { method, ifMatch, ifNoneMatch }: Preconditions,
  etag: string | null,
): 'go_on' | 'failed' | 'not_modified' {
  if (ifMatch !== undefined && !names(ifMatch, (tag) => tag === etag && !isWeak(tag), etag)) return 'failed';
  const isKnown = ifNoneMatch !== undefined && names(ifNoneMatch, (tag) => opaque(tag) === opaque(etag ?? ''), etag);
  if (!isKnown) return 'go_on';
  return method === 'GET' || method === 'HEAD' ? 'not_modified' : 'failed';
}

/** Tags of a list; a comma inside the quotes belongs to the tag. What is no tag in quotes names nothing. */
const tagsOf = (header: string): readonly string[] =>
  [...header.matchAll(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g)].map(([tag]) => tag);

function names(header: string, isMeant: (tag: string) => boolean, etag: string | null): boolean {
  if (etag === null) return false;
  return header.trim() === '*' || tagsOf(header).some(isMeant);
}

const isWeak = (tag: string): boolean => tag.startsWith('W/');
const opaque = (tag: string): string => tag.replace(/^W\//, '');
