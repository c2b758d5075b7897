/** Fields that a column of a file may be taken as; besides, `attributes.<key>` and `ignore`. */
export const importFields = [
  'phone',
  'name',
  'firstName',
  'lastName',
  'email',
  'country',
  'language',
  'gender',
  'birthDate',
  'profession',
  'registeredAt',
  'subscription',
  'tags',
  'referrerName',
  'consent.source',
  'consent.at',
] as const;
export type ImportField = (typeof importFields)[number];
export type ColumnTarget = ImportField | `attributes.${string}` | 'ignore';
