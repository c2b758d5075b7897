import { type OwnerId } from '@relance/kernel';
import {
  type InboundMessage,
  type LidLearnt,
  type Messenger,
  type NumberLookup,
  type OutboundMessage,
  type OutgoingRecord,
  type Receipt,
  type Sender,
  type SenderStanding,
  type SendOutcome,
  type Unsubscribe,
} from '@relance/messaging';

type Handler<T> = (value: T) => Promise<void>;
export type SentMessage = OutboundMessage & { readonly ownerId: OwnerId };

/** A WhatsApp that does what a test says: who is there, what becomes of a message, what comes back. */
export class ScriptedMessenger implements Messenger {
  readonly sent: SentMessage[] = [];
  readonly notOnWhatsApp = new Set<string>();
  /** What becomes of the next messages; the default is that WhatsApp takes them. */
  script: (message: SentMessage) => SendOutcome | Promise<SendOutcome> = () => ({ kind: 'accepted', at: new Date() });
  private readonly known = new Map<OwnerId, Sender>();
  private readonly receipts = new Set<Handler<Receipt>>();
  private readonly inbound = new Set<Handler<InboundMessage>>();
  private readonly lids = new Set<Handler<LidLearnt>>();
  private readonly changes = new Set<Handler<Sender>>();

  /** A linked, open sender; a test names what is different. */
  async link(ownerId: OwnerId, change: Partial<Sender> = {}): Promise<void> {
    const before = this.known.get(ownerId);
    const sender: Sender = {
      ownerId,
      leaseToken: 1,
      availability: 'ready',
      coldRestrictedUntil: null,
      restrictedUntil: null,
      linkedPhone: null,
      strikes: 0,
      maxStrikes: 3,
      ...before,
      ...change,
    };
    this.known.set(ownerId, sender);
    await Promise.all([...this.changes].map((handler) => handler(sender)));
  }

  async receive(
    ownerId: OwnerId,
    waMessageId: string,
    kind: Receipt['kind'],
    code: number | null = null,
  ): Promise<void> {
    const receipt = { ownerId, waMessageId, kind, code, at: new Date() };
    await Promise.all([...this.receipts].map((handler) => handler(receipt)));
  }

  /** `age`: how long ago it was written (ms); `isHistory`: it is replayed with the phone's history. */
  async reply(
    ownerId: OwnerId,
    phone: string,
    text: string,
    { id = `in-${phone}-${text}`, age = 0, isHistory = false }: { id?: string; age?: number; isHistory?: boolean } = {},
  ): Promise<void> {
    const facts = { linkedPhone: this.known.get(ownerId)?.linkedPhone ?? null, lid: null, isHistory };
    const message = { ownerId, id, phone, text, at: new Date(Date.now() - age), ...facts };
    await Promise.all([...this.inbound].map((handler) => handler(message)));
  }

  /** WhatsApp tells that a LID and a phone are one person. */
  async learnLid(learnt: LidLearnt): Promise<void> {
    await Promise.all([...this.lids].map((handler) => handler(learnt)));
  }

  senders(): readonly Sender[] {
    return [...this.known.values()];
  }

  sender(ownerId: OwnerId): Sender | null {
    return this.known.get(ownerId) ?? null;
  }

  /** Messages of which nothing is kept any more. */
  readonly forgotten: string[] = [];
  async forget(_ownerId: OwnerId, waMessageIds: readonly string[]): Promise<void> {
    this.forgotten.push(...waMessageIds);
  }

  /** Senders that another process is said to hold. */
  readonly elsewhere = new Map<OwnerId, SenderStanding>();

  async standings(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, SenderStanding>> {
    return new Map(
      ownerIds.flatMap((ownerId) => {
        const standing = this.known.get(ownerId) ?? this.elsewhere.get(ownerId);
        return standing ? [[ownerId, standing] as const] : [];
      }),
    );
  }

  /** Nothing is kept unless a test says so. */
  prepare: (ownerId: OwnerId, message: OutboundMessage) => OutgoingRecord | null = () => null;

  /** Runs while a message is prepared, before it asks whether it may leave. */
  beforeFrame: (message: OutboundMessage) => Promise<void> = async () => undefined;

  async send(ownerId: OwnerId, message: OutboundMessage): Promise<SendOutcome> {
    await this.beforeFrame(message);
    if (message.mayLeave && !(await message.mayLeave())) return { kind: 'not_sent', reason: 'withdrawn' };
    const sent = { ...message, ownerId };
    this.sent.push(sent);
    return this.script(sent);
  }

  async lookUp(_ownerId: OwnerId, phones: readonly string[]): Promise<readonly NumberLookup[]> {
    return phones.map((asked) =>
      this.notOnWhatsApp.has(asked)
        ? { asked, answer: 'out', phone: null, lid: null }
        : { asked, answer: 'in', phone: asked, lid: null },
    );
  }

  onReceipt(handler: Handler<Receipt>): Unsubscribe {
    this.receipts.add(handler);
    return () => void this.receipts.delete(handler);
  }

  onInbound(handler: Handler<InboundMessage>): Unsubscribe {
    this.inbound.add(handler);
    return () => void this.inbound.delete(handler);
  }

  onLidLearnt(handler: Handler<LidLearnt>): Unsubscribe {
    this.lids.add(handler);
    return () => void this.lids.delete(handler);
  }

  onSenderChanged(handler: Handler<Sender>): Unsubscribe {
    this.changes.add(handler);
    return () => void this.changes.delete(handler);
  }
}
