import { type CommandEntry } from './context.ts';

/** `explain` */
export const explainCommand: CommandEntry = { run: () => new Map() };
