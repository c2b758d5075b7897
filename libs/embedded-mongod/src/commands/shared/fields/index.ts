import { catalogFields } from './catalog.ts';
import { type FieldTable } from './kinds.ts';
import { readFields } from './reads.ts';
import { writeFields } from './writes.ts';

export { itemFields } from './items.ts';
export { type FieldKind, type FieldTable, genericFields } from './kinds.ts';

/** The commands whose fields MongoDB knows one by one: others take anything. */
export const commandFields: Readonly<Record<string, FieldTable>> = { ...readFields, ...writeFields, ...catalogFields };
