import { addTags, type ContactRow, mergeAttributes } from '@relance/campaigns-domain';

/**
 * Rows about one phone as one row, at the place of the first: of each field the later value wins, a field that a later row
 * leaves out stays. Attributes merge by key, tags by the mode; an empty list of tags beside another one is none.
 */
export function mergeRows(rows: readonly ContactRow[], tagsMode: 'add' | 'replace'): ContactRow[] {
  const byPhone = new Map<string, ContactRow>();
  for (const row of rows) {
    const before = byPhone.get(row.phone);
    byPhone.set(row.phone, before ? merged(before, row, tagsMode) : row);
  }
  return [...byPhone.values()];
}

function merged(before: ContactRow, later: ContactRow, tagsMode: 'add' | 'replace'): ContactRow {
  const said = Object.fromEntries(Object.entries(later).filter(([, value]) => value !== undefined && value !== null));
  const both = { ...before, ...said };
  const tags =
    tagsMode === 'add' && before.tags && later.tags
      ? addTags(before.tags, later.tags)
      : later.tags?.length
        ? later.tags
        : (before.tags ?? later.tags);
  const attributes =
    before.attributes && later.attributes ? mergeAttributes(before.attributes, later.attributes) : both.attributes;
  return { ...both, ...(tags && { tags }), ...(attributes && { attributes }) };
}
