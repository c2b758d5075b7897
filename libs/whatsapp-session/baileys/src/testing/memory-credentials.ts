import { type OutgoingRecord } from '@relance/messaging';
import { type InboundPage, type KeyChange, type OwnerCredentials } from '@relance/whatsapp-session-domain';

/** Credentials in memory, to look at the adapter alone; stores are tested on a database. `broken` makes every write fail. */
export class MemoryCredentials implements OwnerCredentials {
  credentials: string | null = null;
  registered = false;
  broken = false;
  /** How long each write of keys takes. */
  slowMs = 0;
  /** Writes of keys wait for it. */
  held: Promise<void> = Promise.resolve();
  readonly keys = new Map<string, string>();
  readonly outgoing = new Map<string, string>();
  readonly accepted = new Set<string>();
  readonly inbound = new Map<string, string>();
  /** Entries of a page of the journal. */
  inboundPage = 200;
  /** When an entry was written, by counting. */
  private readonly order = new Map<string, number>();

  async readCredentials(): Promise<string | null> {
    return this.credentials;
  }

  async writeCredentials(value: string, registered: boolean): Promise<void> {
    this.refuse();
    this.credentials = value;
    this.registered = registered;
  }

  async readKeys(type: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = ids.map((id) => [id, this.keys.get(`${type}|${id}`)] as const);
    return new Map(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  async writeKeys(changes: readonly KeyChange[]): Promise<void> {
    this.refuse();
    await this.held;
    this.refuse();
    if (this.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, this.slowMs));
    for (const { type, id, value } of changes) {
      if (value === null) this.keys.delete(`${type}|${id}`);
      else this.keys.set(`${type}|${id}`, value);
    }
  }

  async keepOutgoing(messageId: string, value: string): Promise<void> {
    this.outgoing.set(messageId, value);
  }

  outgoingRecord(messageId: string, value: string): OutgoingRecord {
    return { collection: 'outgoing', id: messageId, fields: { value } };
  }

  async readOutgoing(messageId: string): Promise<string | null> {
    return this.outgoing.get(messageId) ?? null;
  }

  async markAccepted(messageId: string): Promise<void> {
    this.accepted.add(messageId);
  }

  async isAccepted(messageId: string): Promise<boolean> {
    return this.accepted.has(messageId);
  }

  async writeInbound(name: string, value: string): Promise<void> {
    this.refuse();
    this.inbound.set(name, value);
    if (!this.order.has(name)) this.order.set(name, this.order.size + 1);
  }

  async readInbound(after: string | null): Promise<InboundPage> {
    const orderOf = (name: string): number => this.order.get(name) ?? 0;
    const behind = [...this.inbound].filter(([name]) => after === null || orderOf(name) > Number(after));
    const entries = behind.slice(0, this.inboundPage).map(([name, value]) => ({ name, value }));
    const last = behind.length > entries.length ? entries.at(-1) : undefined;
    return { entries, next: last ? String(orderOf(last.name)) : null };
  }

  async deleteInbound(name: string): Promise<void> {
    this.inbound.delete(name);
  }

  private refuse(): void {
    if (this.broken) throw new Error('the store is away');
  }
}
