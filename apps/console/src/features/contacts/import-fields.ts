/** What a column of a file may be taken as, in the order of the menu; besides, an attribute or nothing. */
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
