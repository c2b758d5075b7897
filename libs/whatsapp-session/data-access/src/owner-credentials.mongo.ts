import { type OutgoingRecord } from '@relance/messaging';
import { sharedCommitsOf, type Write, writeTo } from '@relance/platform';
import {
  StaleLeaseError,
  type InboundPage,
  type KeyChange,
  type OwnerCredentials,
} from '@relance/whatsapp-session-domain';
import { type Connection, mongo } from 'mongoose';
import { type AcceptedMarks } from './accepted-marks.ts';
import {
  CREDENTIALS,
  INBOUND,
  OUTGOING,
  outgoingId,
  SIGNAL_KEYS,
  type CredentialDocument,
  type InboundDocument,
  type OutgoingDocument,
  type SignalKeyDocument,
} from './collections.ts';
import { blindName, decrypt, encrypt, type Binding } from './encryption/cipher.ts';
import { RecentValues } from './recent-values.ts';

type Opened = { readonly ownerId: string; readonly dataKey: Buffer; readonly fence: number };
type Waiting = { readonly changes: readonly KeyChange[]; readonly done: (error: unknown) => void };

const CREDS: [string, string] = ['credentials', ''];
/** Keys of an account that is sending: some ten for each of a hundred contacts; dropped when it pauses. */
const RECENT_KEYS = 1_024;
/** Inbound messages of a page: what of a full journal is in memory at once. */
const INBOUND_PAGE = 200;
const RECENT_IDLE_MS = 2 * 60_000;

/**
 * One owner's credentials. Key writes go one transaction at a time; calls that wait meanwhile share the next one, so
 * each call is all or nothing and none waits for more than one other. A write that fails leaves memory as it was.
 */
export class MongoOwnerCredentials implements OwnerCredentials {
  private readonly recent = new RecentValues(RECENT_KEYS, RECENT_IDLE_MS);
  private waiting: Waiting[] = [];
  private isWriting = false;
  /** A campaign's message was prepared, and its keys are not stored yet. */
  private isCampaignSending = false;
  private credentialWrites: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly connection: Connection,
    private readonly opened: Opened,
    private readonly accepted: AcceptedMarks,
  ) {}

  async readCredentials(): Promise<string | null> {
    const found = await this.credentials().findOne({ _id: this.opened.ownerId }, { projection: { creds: 1 } });
    return found?.creds ? this.open(found.creds, ...CREDS) : null;
  }

  writeCredentials(value: string, registered: boolean): Promise<void> {
    const write = this.credentialWrites.then(() => this.storeCredentials(value, registered));
    this.credentialWrites = write.catch(() => undefined);
    return write;
  }

  async readKeys(type: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const values = new Map<string, string>();
    const unknown = new Map<string, string>();
    for (const id of ids) {
      const name = this.nameOf(type, id);
      const known = this.recent.get(name);
      if (known === undefined) unknown.set(name, id);
      else if (known !== null) values.set(id, known);
    }
    if (unknown.size === 0) return values;
    const version = this.recent.version;
    const found = await this.keys()
      .find({ _id: { $in: [...unknown.keys()] } })
      .toArray();
    const plain = new Map(found.map(({ _id, value }) => [_id, this.open(value, type, unknown.get(_id) ?? '')]));
    for (const [name, id] of unknown) {
      const value = plain.get(name) ?? null;
      if (value !== null) values.set(id, value);
      // Absent ones too: Baileys asks for some of them with every message. What a write that came between stored must not be
      // overlaid with what was read before it.
      if (this.recent.version === version) this.recent.set(name, value);
    }
    return values;
  }

  writeKeys(changes: readonly KeyChange[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ changes, done: (error) => (error === undefined ? resolve() : reject(error as Error)) });
      if (!this.isWriting) void this.writeWaiting();
    });
  }

  async keepOutgoing(messageId: string, value: string): Promise<void> {
    const { id, fields } = this.recordOf(messageId, value);
    await this.outgoing().updateOne({ _id: id }, { $set: fields }, { upsert: true });
  }

  outgoingRecord(messageId: string, value: string): OutgoingRecord {
    this.isCampaignSending = true;
    return this.recordOf(messageId, value);
  }

  private recordOf(messageId: string, value: string): OutgoingRecord {
    const fields = { ownerId: this.opened.ownerId, value: this.seal(value, 'outgoing', messageId), at: new Date() };
    return { collection: OUTGOING, id: this.outgoingId(messageId), fields };
  }

  async readOutgoing(messageId: string): Promise<string | null> {
    const found = await this.outgoing().findOne({ _id: this.outgoingId(messageId) });
    return found === null ? null : this.open(found.value, 'outgoing', messageId);
  }

  markAccepted(messageId: string): Promise<void> {
    return this.accepted.add(this.outgoingId(messageId));
  }

  async isAccepted(messageId: string): Promise<boolean> {
    const filter = { _id: this.outgoingId(messageId), accepted: true };
    return (await this.outgoing().findOne(filter, { projection: { _id: 1 } })) !== null;
  }

  async writeInbound(name: string, value: string): Promise<void> {
    const _id = this.nameOf('inbound', name);
    const document = { ownerId: this.opened.ownerId, value: this.seal(JSON.stringify([name, value]), 'inbound', '') };
    await this.inbound().updateOne({ _id }, { $set: document, $setOnInsert: { at: new Date() } }, { upsert: true });
  }

  async readInbound(after: string | null): Promise<InboundPage> {
    const rows = await this.inbound()
      .find({ ownerId: this.opened.ownerId, ...(after !== null && behindInbound(after)) })
      .sort({ at: 1, _id: 1 })
      .limit(INBOUND_PAGE)
      .toArray();
    const last = rows.length === INBOUND_PAGE ? rows.at(-1) : undefined;
    const entries = rows.map((row) => {
      // Sealed by `writeInbound`, so it has that shape.
      const [name, value] = JSON.parse(this.open(row.value, 'inbound', '')) as [string, string];
      return { name, value };
    });
    return { entries, next: last ? positionOfInbound(last) : null };
  }

  async deleteInbound(name: string): Promise<void> {
    await this.inbound().deleteOne({ _id: this.nameOf('inbound', name) });
  }

  private async storeCredentials(value: string, registered: boolean): Promise<void> {
    const { matchedCount } = await this.credentials().updateOne(
      { _id: this.opened.ownerId, fence: this.opened.fence },
      { $set: { creds: this.seal(value, ...CREDS), registered, updatedAt: new Date() } },
    );
    if (matchedCount === 0) throw new StaleLeaseError();
  }

  private async writeWaiting(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      const error = await this.commit(batch.flatMap(({ changes }) => changes));
      for (const { done } of batch) done(error);
    }
    this.isWriting = false;
  }

  /** Undefined when stored; otherwise what prevented it. */
  private async commit(changes: readonly KeyChange[]): Promise<unknown> {
    const last = new Map(changes.map((change) => [this.nameOf(change.type, change.id), change]));
    const operations = [...last].map(([_id, change]) => this.operation(_id, change));
    try {
      if (operations.length > 0) await this.writeFenced(operations);
      this.recent.apply([...last].map(([name, { value }]) => [name, value]));
      return undefined;
    } catch (error) {
      this.recent.forget([...last.keys()]);
      return error ?? new Error('the keys could not be stored');
    }
  }

  /**
   * The fence and the keys, in one command. Writing the fenced document makes a take-over and this write exclude each other; a lease
   * that another process took ends the transaction, whatever was written in it. The keys of a campaign's message wait a moment: the
   * intent of the next one takes them along.
   */
  private async writeFenced(keys: readonly Write[]): Promise<void> {
    const filter = { _id: this.opened.ownerId, fence: this.opened.fence };
    const fence = writeTo<CredentialDocument>(CREDENTIALS, {
      updateOne: { filter, update: { $inc: { keyWrites: 1 } } },
    });
    const mayWait = this.isCampaignSending;
    this.isCampaignSending = false;
    const outcome = await sharedCommitsOf(this.connection).store({ writes: [fence, ...keys] }, { mayWait });
    if (outcome !== 'stored') throw new StaleLeaseError();
  }

  private operation(_id: string, { type, id, value }: KeyChange): Write {
    if (value === null) return writeTo<SignalKeyDocument>(SIGNAL_KEYS, { deleteOne: { filter: { _id } } });
    const document = { ownerId: this.opened.ownerId, type, value: this.seal(value, type, id) };
    return writeTo<SignalKeyDocument>(SIGNAL_KEYS, {
      updateOne: { filter: { _id }, update: { $set: document }, upsert: true },
    });
  }

  private nameOf(type: string, id: string): string {
    return `${this.opened.ownerId}:${blindName(this.opened.dataKey, type, id)}`;
  }

  private outgoingId(messageId: string): string {
    return outgoingId(this.opened.ownerId, messageId);
  }

  private seal(plain: string, type: string, id: string): mongo.Binary {
    return new mongo.Binary(encrypt(this.opened.dataKey, Buffer.from(plain), this.binding(type, id)));
  }

  private open(value: mongo.Binary, type: string, id: string): string {
    return decrypt(this.opened.dataKey, Buffer.from(value.buffer), this.binding(type, id)).toString();
  }

  private binding(type: string, id: string): Binding {
    return [this.opened.ownerId, type, id];
  }

  private credentials() {
    return this.connection.collection<CredentialDocument>(CREDENTIALS);
  }

  private keys() {
    return this.connection.collection<SignalKeyDocument>(SIGNAL_KEYS);
  }

  private inbound() {
    return this.connection.collection<InboundDocument>(INBOUND);
  }

  private outgoing() {
    return this.connection.collection<OutgoingDocument>(OUTGOING);
  }
}

/** Journal entries sort by their time, then by their id. */
const positionOfInbound = ({ at, _id }: InboundDocument): string => `${at.getTime()} ${_id}`;

function behindInbound(position: string): object {
  const space = position.indexOf(' ');
  const [at, id] = [new Date(Number(position.slice(0, space))), position.slice(space + 1)];
  return { at: { $gte: at }, $or: [{ at: { $gt: at } }, { _id: { $gt: id } }] };
}
