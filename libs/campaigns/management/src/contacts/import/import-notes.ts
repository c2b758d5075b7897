import { type ValueProblem } from '@relance/kernel';

/** The code and the parameters of a sentence; earlier versions wrote neither. */
type Code = Pick<ValueProblem, 'code' | 'params'>;

/** What was left out or changed on the way in, counted by its sentence. Plain data: it is kept with the import's position. */
export type ImportNotes = Record<string, Code & { count: number; readonly rows: number[]; readonly sample: string }>;

const ROWS_NAMED = 5;
const KINDS_MAX = 60;
const SAMPLE = 40;

export function addNote(
  notes: ImportNotes,
  { what, row, value }: { what: ValueProblem; row: number; value: string },
): void {
  const { problem, ...code } = what;
  const known = notes[problem];
  if (known) {
    known.count += 1;
    if (known.rows.length < ROWS_NAMED) known.rows.push(row);
  } else if (Object.keys(notes).length < KINDS_MAX) {
    notes[problem] = { ...code, count: 1, rows: [row], sample: value.slice(0, SAMPLE) };
  }
}

/** Adds the notes of later rows. */
export function addNotes(notes: ImportNotes, later: ImportNotes): void {
  for (const [problem, note] of Object.entries(later)) {
    const { count, rows } = note;
    const known = notes[problem];
    if (known) {
      known.count += count;
      known.rows.push(...rows.slice(0, ROWS_NAMED - known.rows.length));
    } else if (Object.keys(notes).length < KINDS_MAX) notes[problem] = { ...note, rows: [...rows] };
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
export type ImportNote = ValueProblem & {
  readonly count: number;
  readonly rows: readonly number[];
  readonly sample: string | null;
};

export const notesInParts = (notes: ImportNotes): ImportNote[] =>
  Object.entries(notes).map(([problem, { rows, sample, ...note }]) => ({
    problem,
    ...note,
    rows: [...rows],
    sample: sample === '' ? null : sample,
  }));
