import { sendLateReceipt } from '../contacts/receipts.ts';
import { type z } from 'zod';
import { reply } from '../contacts/reply.ts';
import { isLasting, type Fault } from '../faults/fault.ts';
import { triggerNow } from '../faults/one-off.ts';
import { type ConnectionEntry } from '../ledger/connection-ledger.ts';
import { type Duplicates, type LedgerEntry } from '../ledger/ledger.ts';
import { type ContactSettings } from '../people/contact-settings.ts';
import { type InboxMessage, type SeenFile } from '../people/person.ts';
import { writeOnPhone } from '../phone/own-phone.ts';
import { type Listener } from '../server/listener.ts';
import { SimulatorProblem } from '../server/problem.ts';
import { type Tuning, type World } from '../server/world.ts';
import { linkCode } from '../stanza/link-code.ts';
import { scan } from '../stanza/pairing.ts';
import { orders, read, type Orders } from './orders.ts';
import { describeState, type SimulatorState } from './state.ts';

const PATIENCE_MS = 15_000;

/** A contact as it is now. */
export interface ContactView extends ContactSettings {
  readonly phone: string;
  readonly lid: string;
  readonly inbox: readonly InboxMessage[];
}

/** What can be asked of a running simulator. Wrong orders are refused with a `SimulatorProblem` that names the field. */
export class Commands {
  private readonly world: World;
  private readonly listener: Listener;
  /** The control surface is on the port of the WebSocket. */
  readonly sharesListener: boolean;

  constructor(world: World, listener: Listener, sharesListener: boolean) {
    this.world = world;
    this.listener = listener;
    this.sharesListener = sharesListener;
  }

  /** A phone scans a QR text; settled when the device is linked, which is before its first login. */
  async scan(order: Orders['scan']): Promise<{ device: number }> {
    return scan(this.world, read(orders.scan, order));
  }

  /** A pairing code is typed on the phone. */
  async linkCode(order: Orders['linkCode']): Promise<{ device: number }> {
    return linkCode(this.world, read(orders.linkCode, order));
  }

  contact(order: Orders['contact']): ContactView {
    const { phone, ...settings } = read(orders.contact, order);
    this.world.directory.person(phone).set(settings as Partial<ContactSettings>);
    return this.contactOf(phone);
  }

  contactDefaults(order: Orders['contactDefaults']): Omit<ContactSettings, 'name'> {
    this.world.directory.setDefaults(read(orders.contactDefaults, order) as Partial<ContactSettings>);
    return this.world.directory.defaults;
  }

  /** Settings and inbox: what the person sees. */
  contactOf(phone: string): ContactView {
    const person = this.world.directory.person(read(orders.phone, { phone }).phone);
    return { phone: person.phone, lid: person.lid, ...person.settings, inbox: [...person.inbox] };
  }

  /** A file that the person was sent, as it was decrypted. */
  fileOf(order: Orders['file']): SeenFile & { readonly base64: string } {
    const { phone, id } = read(orders.file, order);
    const person = this.world.directory.person(phone);
    const file = person.inbox.find((message) => message.id === id)?.file;
    const content = person.fileOf(id);
    if (!file || !content) throw new SimulatorProblem('id', `${phone} got no file with a message ${id}`);
    return { ...file, base64: content.toString('base64') };
  }

  /** A person writes, in any form that phones send. */
  reply(order: Orders['reply']): { id: string } {
    return reply(this.world, read(orders.reply, order));
  }

  /** The owner of an account writes on the phone: linked devices get a copy; the person's own phone is not played. */
  ownMessage(order: Orders['ownMessage']): { id: string } {
    const { account, to, text } = read(orders.ownMessage, order);
    const known = this.world.directory.accounts.get(account);
    if (!known) throw new SimulatorProblem('account', `no device is linked to an account ${account}`);
    return writeOnPhone(this.world, known, this.world.directory.person(to), text);
  }

  /** A receipt by order, however late: whatever the contact's delays and the faults say. */
  receipt(order: Orders['receipt']): void {
    const { id, type, account } = read(orders.receipt, order);
    const entry = this.world.ledger.entries(account === undefined ? { id } : { id, account }).at(-1);
    if (!entry) throw new SimulatorProblem('id', `no message ${id} was received`);
    sendLateReceipt(this.world, entry, type);
  }

  /** The contact's phone fails to decrypt its next messages and asks for them again. */
  failDecrypt(order: Orders['failDecrypt']): void {
    const { phone, count } = read(orders.failDecrypt, order);
    this.world.directory.person(phone).failingDecrypts = count ?? 1;
  }

  /** The contact installed the app anew: other keys, no sessions. */
  resetContact(order: Orders['phone']): void {
    this.world.directory.person(read(orders.phone, order).phone).reinstall();
  }

  /**
   * Something goes wrong: lasting kinds from now on, one-off kinds at once, or after the next message that fits when
   * `to`, `count` or `after` is given. Answers how many connections or accounts were hit at once.
   */
  fault(order: Orders['fault']): { number: number | undefined; triggered: number } {
    const fault = asFault(read(orders.fault, order));
    if (isLasting(fault)) {
      if (fault.kind === 'refuse-connections' && fault.mode === 'refused') this.listener.shut();
      return { number: this.world.faults.add(fault).number, triggered: 0 };
    }
    const waits =
      fault.after !== undefined || fault.to !== undefined || (fault.count !== undefined && fault.kind !== 'failure');
    if (waits) return { number: this.world.faults.add({ ...fault, count: fault.count ?? 1 }).number, triggered: 0 };
    return { number: undefined, triggered: triggerNow(this.world, fault) };
  }

  /** Ends faults that wait or last; answers how many. Resolves when the listener is open again. */
  async clearFaults(kind?: string): Promise<{ cleared: number }> {
    const cleared = this.world.faults.clear(read(orders.clearFaults, { kind }).kind);
    if (!this.world.faults.has('refuse-connections', (fault) => fault.mode === 'refused')) await this.listener.listen();
    return { cleared };
  }

  messages(filter: Orders['messages'] = {}): LedgerEntry[] {
    return this.world.ledger.entries(withoutGaps(read(orders.messages, filter)));
  }

  /** Every login and every end of the account's connections (or of all), oldest first. */
  connectionEntries(order: Orders['connections'] = {}): readonly ConnectionEntry[] {
    return this.world.connectionLedger.entries(read(orders.connections, order).account);
  }

  duplicates(): Duplicates {
    return this.world.ledger.duplicates();
  }

  options(order: Orders['options']): Tuning {
    const { minimumClientRevision: revision, ...tuning } = withoutGaps(read(orders.options, order));
    const minimumVersion = typeof revision === 'number' ? ([2, 3000, revision] as const) : revision;
    return Object.assign(this.world.tuning, withoutGaps({ minimumVersion, ...tuning }));
  }

  state(): SimulatorState {
    return describeState(this.world);
  }

  /** True once everything received is decrypted, acknowledged and told; false when that took too long. */
  async idle(order: Orders['idle'] = {}): Promise<boolean> {
    return this.world.scheduler.idle(read(orders.idle, order).timeoutMs ?? PATIENCE_MS);
  }

  /** Forgets messages, inboxes, files, faults, bans, restrictions and tuning. Accounts stay linked, sessions stay good. */
  async reset(): Promise<void> {
    const { world } = this;
    await this.clearFaults();
    Object.assign(world.tuning, { latencyMs: 0, ackMs: 0, unknownNumberAckError: null, minimumVersion: null });
    world.tuning.saidPreKeys = null;
    world.scheduler.forget();
    world.ledger.clear();
    world.connectionLedger.clear();
    world.media.clear();
    world.retriesAsked.clear();
    world.unknownQueries.clear();
    world.ownErrors.length = 0;
    for (const person of world.directory.everybody()) person.forgetMessages();
    for (const account of world.directory.accounts.values()) account.pardon();
  }
}

/** Orders say `reason` of both kinds of refusal, of a login by number and of a pairing code by name. */
function asFault(order: z.output<typeof orders.fault>): Fault {
  if (order.kind !== 'pairing-refused') return withoutGaps(order) as Fault;
  const { reason, ...scope } = order;
  return { ...withoutGaps(scope), refusal: reason };
}

/** Without the keys whose value is undefined, so that a spread does not erase what stands. */
function withoutGaps<Given extends object>(given: Given): { [Key in keyof Given]: Exclude<Given[Key], undefined> } {
  // The cast says what the filter does: no value that is undefined is left.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}

export const unknownCall = (path: string): SimulatorProblem => new SimulatorProblem('path', `there is no call ${path}`);
