/** A stanza of a client with what became of it. One entry per stanza: a resend is an entry of its own. */
export interface LedgerEntry {
  readonly number: number;
  readonly account: string;
  /** Phone number of the receiver; the address itself when it is no person's. */
  readonly to: string;
  readonly toJid: string;
  readonly id: string;
  readonly type: string;
  readonly receivedAt: Date;
  /** This account had sent this id before. */
  readonly repeated: boolean;
  /** The receiver had asked for it again because it could not decrypt. */
  readonly retryResend: boolean;
  /** A trusted-contact token was attached. */
  readonly tctoken: boolean;
  text: string | undefined;
  media: MediaFact | undefined;
  /** The receiver saw it: the first decrypted stanza of this id from this account. */
  shown: boolean;
  /** A good ack left the server. */
  acked: boolean;
  /** Code of the error ack instead. */
  rejected: number | undefined;
  /** Per device of the receiver, why not when it is not decrypted. */
  readonly devices: DeviceFact[];
  /** The account's own phone decrypted its copy. */
  ownCopy: boolean;
  deliveredAt: Date | undefined;
  readAt: Date | undefined;
}

export interface DeviceFact {
  readonly device: number;
  readonly decrypted: boolean;
  readonly error: string | undefined;
}

export interface MediaFact {
  readonly kind: string;
  /** The file was uploaded before. */
  readonly uploaded: boolean;
  /** It decrypts with the key in the message and has the promised digests. */
  readonly intact: boolean;
  readonly caption: string | undefined;
  readonly mimetype: string | undefined;
  readonly fileName: string | undefined;
  /** Played as a voice note. */
  readonly isVoice: boolean;
  /** SHA-256 of the file as the message promises it, hex: with `intact` it is that of the file itself. */
  readonly sha256: string | undefined;
}

export interface LedgerFilter {
  readonly account?: string;
  readonly to?: string;
  readonly id?: string;
  readonly text?: string;
  readonly since?: Date;
}

export interface Duplicates {
  /** An id that was sent more than once, for another reason than a retry receipt. */
  readonly repeatedIds: ReadonlyArray<{
    readonly account: string;
    readonly to: string;
    readonly id: string;
    readonly times: number;
  }>;
  /** The same text shown to the same contact under different ids. */
  readonly repeatedTexts: ReadonlyArray<{
    readonly account: string;
    readonly to: string;
    readonly text: string;
    readonly ids: readonly string[];
  }>;
}

type Received = Pick<LedgerEntry, 'account' | 'to' | 'toJid' | 'id' | 'type' | 'retryResend' | 'tctoken'>;

/** Every message stanza the server took, in order. */
export class Ledger {
  private readonly list: LedgerEntry[] = [];
  private readonly ids = new Set<string>();
  private count = 0;

  add(received: Received): LedgerEntry {
    const key = `${received.account}|${received.id}`;
    this.count += 1;
    const entry: LedgerEntry = {
      ...received,
      number: this.count,
      receivedAt: new Date(),
      repeated: this.ids.has(key),
      text: undefined,
      media: undefined,
      shown: false,
      acked: false,
      rejected: undefined,
      devices: [],
      ownCopy: false,
      deliveredAt: undefined,
      readAt: undefined,
    };
    this.ids.add(key);
    this.list.push(entry);
    return entry;
  }

  entries(filter: LedgerFilter = {}): LedgerEntry[] {
    return this.list.filter(
      (entry) =>
        (filter.account === undefined || entry.account === filter.account) &&
        (filter.to === undefined || entry.to === filter.to) &&
        (filter.id === undefined || entry.id === filter.id) &&
        (filter.text === undefined || entry.text === filter.text) &&
        (filter.since === undefined || entry.receivedAt >= filter.since),
    );
  }

  duplicates(): Duplicates {
    const byId = new Map<string, LedgerEntry[]>();
    const byText = new Map<string, LedgerEntry[]>();
    for (const entry of this.list) {
      if (!entry.retryResend) group(byId, `${entry.account}|${entry.id}`, entry);
      if (entry.shown && entry.text !== undefined) group(byText, `${entry.account}|${entry.to}|${entry.text}`, entry);
    }
    return {
      repeatedIds: several(byId).map(([first, all]) => ({
        account: first.account,
        to: first.to,
        id: first.id,
        times: all.length,
      })),
      repeatedTexts: several(byText).map(([first, all]) => ({
        account: first.account,
        to: first.to,
        text: first.text ?? '',
        ids: all.map((entry) => entry.id),
      })),
    };
  }

  counts(): { readonly received: number; readonly shown: number; readonly acked: number; readonly rejected: number } {
    return {
      received: this.list.length,
      shown: this.list.filter((entry) => entry.shown).length,
      acked: this.list.filter((entry) => entry.acked).length,
      rejected: this.list.filter((entry) => entry.rejected !== undefined).length,
    };
  }

  clear(): void {
    this.list.length = 0;
    this.ids.clear();
  }
}

function group(into: Map<string, LedgerEntry[]>, key: string, entry: LedgerEntry): void {
  const known = into.get(key);
  if (known) known.push(entry);
  else into.set(key, [entry]);
}

function several(groups: Map<string, LedgerEntry[]>): Array<[LedgerEntry, LedgerEntry[]]> {
  return [...groups.values()].flatMap((all): Array<[LedgerEntry, LedgerEntry[]]> =>
    all.length > 1 && all[0] ? [[all[0], all]] : [],
  );
}
