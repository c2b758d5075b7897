import { type Account, type AccountChanges, foldName } from '@relance/accounts-domain';
import { searchBeginnings } from '@relance/kernel';
import { type AccountDocument } from './account.schema.ts';

/** A document of any version as an account. Accounts of earlier versions have neither name nor status: they are active. */
export const toAccount = (stored: AccountDocument): Account => ({
  id: stored._id.toHexString(),
  email: stored.email,
  name: stored.name ?? stored.email.split('@')[0] ?? stored.email,
  role: stored.role,
  language: stored.language ?? 'fr',
  status: stored.status ?? 'active',
  ownerId: stored.role === 'user' ? (stored.ownerId ?? stored._id.toHexString()) : null,
  passwordHash: stored.passwordHash ?? null,
  configuredPasswordHash: stored.configuredPasswordHash ?? null,
  twoFactor: stored.twoFactor ?? null,
  pendingTwoFactor: stored.pendingTwoFactor ?? null,
  lastLoginAt: stored.lastLoginAt ?? null,
  createdAt: stored.createdAt,
  rev: stored.rev ?? 0,
});

/** What sorting and searching go by. */
export const namesOf = ({ name, email }: Pick<Account, 'name' | 'email'>) => ({
  nameFolded: foldName(name),
  searchKeys: [...new Set([...searchBeginnings(foldName(name)), foldName(email)])],
});

/** What a change of an account writes; what it is found by goes with its name and address. */
export const changeOf = (changes: AccountChanges, after: Account): Record<string, unknown> => ({
  ...changes,
  ...namesOf(after),
});

/** Matches a document of this revision; those of earlier versions have none, which counts as 0. */
export const atRev = (rev: number) => (rev === 0 ? { $in: [0, null] } : rev);
