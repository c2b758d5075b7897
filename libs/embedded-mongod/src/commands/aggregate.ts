import { type CommandEntry } from './context.ts';

/** `aggregate` */
export const aggregateCommands: Record<string, CommandEntry> = {};
