import { foldText } from '@relance/kernel';

export const accountRoles = ['user', 'support', 'admin'] as const;
export type AccountRole = (typeof accountRoles)[number];
export const accountStatuses = ['invited', 'active', 'disabled'] as const;
export type AccountStatus = (typeof accountStatuses)[number];
export const accountLanguages = ['fr', 'en'] as const;
export type AccountLanguage = (typeof accountLanguages)[number];

/** Second factor of an account by time-based codes (RFC 6238). Stored encrypted; recovery codes as hashes. */
export type TwoFactor = {
  /** Base32, as the authenticator app has it. */
  readonly secret: string;
  readonly recoveryHashes: readonly string[];
  /** Last time step whose code was accepted: codes of it and of earlier ones are not accepted again. */
  readonly lastStep: number | null;
};

/** Somebody who may log in to the console. */
export type Account = {
  readonly id: string;
  /** Folded: unique, compared without case. */
  readonly email: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly language: AccountLanguage;
  readonly status: AccountStatus;
  /** Role user: the owner whose campaigns, contacts and session this login is about. Null for support and admin. */
  readonly ownerId: string | null;
  /** Argon2id, in its own notation; null until the first password is set. */
  readonly passwordHash: string | null;
  /** Hash of the password that the operator's configuration set last; null when it never did. */
  readonly configuredPasswordHash: string | null;
  /** Confirmed second factor; null when the account has none. */
  readonly twoFactor: TwoFactor | null;
  /** Second factor that was offered and waits for its first code. */
  readonly pendingTwoFactor: TwoFactor | null;
  readonly lastLoginAt: Date | null;
  readonly createdAt: Date;
  readonly rev: number;
};

/** One spelling of an e-mail address: composed, lower case, without outer spaces. */
export const foldEmail = (email: string): string => email.normalize('NFC').trim().toLowerCase();

/** A name for search and order: without case, accents and what cannot be seen. */
export const foldName = foldText;

/** What the audit log keeps of an account before and after a change; no secrets. */
export const accountFacts = ({ email, name, role, language, status, ownerId, twoFactor }: Account) => ({
  email,
  name,
  role,
  language,
  status,
  ownerId,
  twoFactor: twoFactor !== null,
});
