import { type ContactRow } from '@relance/campaigns-domain';
import { type FieldProblem } from '@relance/kernel';
import { fieldProblems } from '@relance/platform';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ContactBody } from '../contact.dto.ts';
import { readContact } from '../contact-fields.ts';

export type ValidatedRow = { readonly row: ContactRow } | { readonly problems: readonly FieldProblem[] };

/** Validates one row by the same rules as a single contact. */
export function validateRow(value: unknown, defaultCountry: string | null): ValidatedRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problems: [{ field: 'row', problem: 'must be an object' }] };
  }
  const body = plainToInstance(ContactBody, withoutEmptyCells(value));
  const errors = validateSync(body, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) return { problems: fieldProblems(errors) };
  const read = readContact(body, defaultCountry);
  return 'row' in read ? read : { problems: [read.problem] };
}

/** An empty cell is none: it changes nothing and refuses nobody. */
const withoutEmptyCells = (row: object): object =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([field, cell]) => field === 'phone' || !isEmptyCell(cell))
      .map(([field, cell]: [string, unknown]) =>
        field === 'attributes' && typeof cell === 'object' && cell !== null && !Array.isArray(cell)
          ? [field, Object.fromEntries(Object.entries(cell).filter(([, value]) => !isEmptyCell(value)))]
          : [field, cell],
      ),
  );

const isEmptyCell = (cell: unknown): boolean => typeof cell === 'string' && cell.trim() === '';
