/** The tables of a Markdown text: rows of cells, by the heading they stand under. Header and ruler are left out. */
export function markdownTables(text: string): readonly { readonly heading: string; readonly rows: string[][] }[] {
  const tables: { heading: string; rows: string[][] }[] = [];
  let heading = '';
  let isInside = false;
  for (const line of text.split('\n')) {
    heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
    const cells = line.startsWith('|') ? cellsOf(line) : null;
    if (cells && !isInside) tables.push({ heading, rows: [] });
    else if (cells && !cells.every((cell) => /^:?-+:?$/.test(cell))) tables.at(-1)?.rows.push(cells);
    isInside = cells !== null;
  }
  return tables;
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

/** What stands between backticks in a cell. */
export const codeSpans = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replaceAll('\\|', '|'));
