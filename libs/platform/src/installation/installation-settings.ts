import { type AuditEntry } from '../audit/audit.ts';

/** What the operator decided for the whole installation; every value has a default, so that nothing needs to be stored. */
export type InstallationSettings = {
  /** Appended to messages, saying how to opt out; null: no line. */
  readonly optOutLine: { readonly fr: string; readonly en: string } | null;
  /** Words and phrases that ask to be left alone, in the place of the product's own lists; null: those. */
  readonly stopWords: readonly string[] | null;
  /** What is added to the product's own lists, and what of them does not count. */
  readonly stopWordChanges: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Settings with which a new owner begins, a subset of the owner's settings; what is left out keeps the product's default. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly limits: {
    /** Media an owner may store, in megabytes. */
    readonly mediaQuotaMb: number;
    /** Days in a row that WhatsApp accepted and nobody received before a target leaves; 0: never. */
    readonly undeliveredDaysLimit: number;
    /** Requests a minute by one token; 0: no limit. */
    readonly requestsPerMinute: number;
  };
  readonly retention: {
    readonly textDays: number;
    readonly sessionEventDays: number;
    readonly targetMonths: number;
    readonly auditMonths: number;
  };
  /** Admins need a second factor to log in. */
  readonly requireTwoFactor: boolean;
};

/** Reads the installation's settings; cached for a second, so it may be asked for every message. */
export interface InstallationSettingsReader {
  read(): Promise<InstallationSettings>;
}

export const INSTALLATION_SETTINGS = Symbol('InstallationSettingsReader');

/** What the settings become, and the audit line of it. */
export type InstallationSettingsChange = { readonly after: InstallationSettings; readonly audit: AuditEntry };

/** For the page that changes them. */
export interface InstallationSettingsStore {
  /** What is stored now, past the cache: another process' change too. */
  current(): Promise<InstallationSettings>;
  /**
   * Changes what is stored now, past the cache, with its audit line; answers the settings as they are then. Two changes at the same moment
   * follow each other, and `decide` may run again: it is pure.
   */
  change(decide: (before: InstallationSettings) => InstallationSettingsChange): Promise<InstallationSettings>;
}

export const INSTALLATION_SETTINGS_STORE = Symbol('InstallationSettingsStore');
