/** How a device's connection came up or went down, as the server saw it. */
export interface ConnectionEntry {
  readonly account: string;
  readonly at: Date;
  /** `opened`: logged in; `refused`: ended by the server before that; `ended`: by the server; `left`: by the client. */
  readonly what: 'opened' | 'refused' | 'ended' | 'left';
  /** What the server said last: `failure 403`, `stream:error 503`, `stream:error conflict replaced`, `drop`, `close`. */
  readonly how: string;
}

/** Enough for an hour of a large fleet's trouble. */
const REMEMBERED = 50_000;

/** Every login and every end, oldest first. What a client should have made of them can be worked out from here. */
export class ConnectionLedger {
  private list: ConnectionEntry[] = [];

  add(entry: Omit<ConnectionEntry, 'at'>): void {
    this.list.push({ ...entry, at: new Date() });
    if (this.list.length > REMEMBERED) this.list = this.list.slice(-REMEMBERED / 2);
  }

  entries(account?: string): readonly ConnectionEntry[] {
    return this.list.filter((entry) => account === undefined || entry.account === account);
  }

  clear(): void {
    this.list = [];
  }
}
