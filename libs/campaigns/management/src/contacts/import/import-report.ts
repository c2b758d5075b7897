import { type RowError } from '@relance/campaigns-domain';
import { addNotes, type ImportNote, type ImportNotes, noteSentences, notesInParts } from './import-notes.ts';

/** How far an import has come: kept with every batch, in the batch's own transaction. */
export type ImportState = {
  /** Line of the last row that was dealt with. */
  line: number;
  done: number;
  created: number;
  updated: number;
  merged: number;
  unchanged: number;
  rejected: number;
  restored: number;
  readonly notes: ImportNotes;
};

/** Errors that the report names; all of them are in the file of rejected rows, where the report reads these. */
export const ERRORS_NAMED = 200;

export const newState = (): ImportState => ({
  line: 0,
  done: 0,
  created: 0,
  updated: 0,
  merged: 0,
  unchanged: 0,
  rejected: 0,
  restored: 0,
  notes: {},
});

/** A state of its own with the same content, to be counted on. */
export function copyOf(state: ImportState): ImportState {
  const notes: ImportNotes = {};
  addNotes(notes, state.notes);
  return { ...state, notes };
}

/** What is kept of an import for its report: counts and sentences. Errors are kept once, with the rejected rows. */
export type StoredReport = Omit<ImportState, 'line' | 'done' | 'notes'> & {
  /** Written by earlier versions. */
  readonly errors?: readonly RowError[];
  readonly rows: number;
  readonly unknownColumns: readonly string[];
  readonly notes: readonly string[];
  /** The notes in parts; absent where an earlier version wrote the report. */
  readonly noted?: readonly ImportNote[];
};

export const reportOf = (state: ImportState, rows: number, unknownColumns: readonly string[]): StoredReport => ({
  rows,
  created: state.created,
  updated: state.updated,
  merged: state.merged,
  unchanged: state.unchanged,
  rejected: state.rejected,
  restored: state.restored,
  unknownColumns,
  notes: [
    ...(state.restored > 0
      ? [`${state.restored} archived ${state.restored === 1 ? 'contact' : 'contacts'} came back`]
      : []),
    ...noteSentences(state.notes),
  ],
  noted: notesInParts(state.notes),
});
