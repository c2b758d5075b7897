import { type Tree } from '@nx/devkit';

/** An event and the row that it becomes in a machine's table. `event`, `effect`: in snake_case, as the tables name them. */
export type NewRow = {
  readonly event: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly effect: string | undefined;
  readonly everyType: boolean;
};

/** What the generator knows of one state machine. */
export type Machine = {
  /** The file that holds the event's type; an event that is named there already is not written again. */
  readonly events: string;
  /** Statuses in which an event may happen. */
  readonly from: readonly string[];
  /** Statuses to which a new event may lead; the others need facts that only their own event has. */
  readonly to: readonly string[];
  /** Whether something can be ordered that is performed once the change is saved. */
  readonly hasEffects: boolean;
  /** Writes the row, what it changes, and what the specs promise of it. */
  readonly write: (tree: Tree, row: NewRow) => void;
};

/** `['a', 'b']` as TypeScript, on one line. */
export const listOf = (names: readonly string[]): string => `[${names.map((name) => `'${name}'`).join(', ')}]`;
