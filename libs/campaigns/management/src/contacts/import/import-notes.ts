/** What was left out or changed on the way in, counted by field and kind. Plain data: it is kept with the import's position. */
export type ImportNotes = Record<string, { count: number; readonly rows: number[]; readonly sample: string }>;

const ROWS_NAMED = 5;
const KINDS_MAX = 60;
const SAMPLE = 40;

export function addNote(notes: ImportNotes, { what, row, value }: { what: string; row: number; value: string }): void {
  const known = notes[what];
  if (known) {
    known.count += 1;
    if (known.rows.length < ROWS_NAMED) known.rows.push(row);
  } else if (Object.keys(notes).length < KINDS_MAX) {
    notes[what] = { count: 1, rows: [row], sample: value.slice(0, SAMPLE) };
  }
}

/** Adds the notes of later rows. */
export function addNotes(notes: ImportNotes, later: ImportNotes): void {
  for (const [what, { count, rows, sample }] of Object.entries(later)) {
    const known = notes[what];
    if (known) {
      known.count += count;
      known.rows.push(...rows.slice(0, ROWS_NAMED - known.rows.length));
    } else if (Object.keys(notes).length < KINDS_MAX) notes[what] = { count, rows: [...rows], sample };
  }
}

/** `birthDate not understood and left out: 3 times (rows 2, 5, 9), for instance "0000-00-00"`. */
export const noteSentences = (notes: ImportNotes): string[] =>
  Object.entries(notes).map(([what, { count, rows, sample }]) => {
    const times = count === 1 ? 'once' : `${count} times`;
    const where = `${rows.length === 1 ? 'row' : 'rows'} ${rows.join(', ')}${count > rows.length ? ' …' : ''}`;
    return `${what}: ${times} (${where})${sample === '' ? '' : `, for instance "${sample}"`}`;
  });

/** One kind of note: what it says of which values, how often, in which rows (the first few), and one of the values. */
export type ImportNote = {
  readonly problem: string;
  readonly count: number;
  readonly rows: readonly number[];
  readonly sample: string | null;
};

export const notesInParts = (notes: ImportNotes): ImportNote[] =>
  Object.entries(notes).map(([problem, { count, rows, sample }]) => ({
    problem,
    count,
    rows: [...rows],
    sample: sample === '' ? null : sample,
  }));
