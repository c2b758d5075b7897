import { type Names } from '../shared/names';

export const wireText = ({ pascal, title }: Names): string => `import { type OwnerId } from '@relance/kernel';
import { type InboundMessage, type NumberLookup, type OutboundMessage, type Receipt } from '@relance/messaging';

/** An owner's account with the service. \`phone\`: E.164 with "+". */
export type ${pascal}Account = { readonly phone: string; readonly isOpen: boolean };

/** The service's answer to a message. */
export type ${pascal}Answer =
  | { readonly kind: 'accepted'; readonly at: Date }
  | { readonly kind: 'refused'; readonly code: number; readonly at: Date };

export type ${pascal}Listener = {
  receipt(receipt: Receipt): void;
  /** The service is told that the message arrived once this resolves; when it rejects, the service tells it again. */
  inbound(message: InboundMessage): Promise<void>;
  /** The account opened or closed. */
  changed(ownerId: OwnerId): void;
};

/** What is asked of ${title}'s own client. Write one class over that client; nothing else knows it. */
export interface ${pascal}Wire {
  owners(): readonly OwnerId[];
  /** Null for an owner who never linked an account. */
  account(ownerId: OwnerId): ${pascal}Account | null;
  /** Hands a message over under its own id and waits for the answer. Rejects when the connection is lost before it. */
  deliver(ownerId: OwnerId, message: OutboundMessage): Promise<${pascal}Answer>;
  lookUp(ownerId: OwnerId, phones: readonly string[]): Promise<readonly NumberLookup[]>;
  listen(listener: ${pascal}Listener): void;
  close(): Promise<void>;
}
`;

export const messengerText = ({
  kebab,
  pascal,
  title,
}: Names): string => `import { DomainError, type OwnerId } from '@relance/kernel';
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
import { type ${pascal}Wire } from './${kebab}-wire.port.ts';

type Handler<T> = (value: T) => Promise<void>;

/** Messages through ${title}: one of a sender at a time, each with a known outcome. */
export class ${pascal}Messenger implements Messenger {
  private readonly queues = new Map<OwnerId, Promise<unknown>>();
  private readonly receipts = new Set<Handler<Receipt>>();
  private readonly inbound = new Set<Handler<InboundMessage>>();
  private readonly changes = new Set<Handler<Sender>>();
  private isStopping = false;

  /** \`ackTimeoutMs\`: how long an acknowledgement is waited for, real time. */
  constructor(
    private readonly wire: ${pascal}Wire,
    private readonly ackTimeoutMs: number,
  ) {
    wire.listen({
      receipt: (receipt) => void Promise.allSettled([...this.receipts].map((handler) => handler(receipt))),
      inbound: (message) => this.hear(message),
      changed: (ownerId) => {
        const sender = this.sender(ownerId);
        if (sender) void Promise.allSettled([...this.changes].map((handler) => handler(sender)));
      },
    });
  }

  senders(): readonly Sender[] {
    return this.wire.owners().flatMap((ownerId) => this.sender(ownerId) ?? []);
  }

  sender(ownerId: OwnerId): Sender | null {
    const account = this.wire.account(ownerId);
    if (!account) return null;
    return {
      ownerId,
      leaseToken: 0,
      availability: account.isOpen ? 'ready' : 'connecting',
      coldRestrictedUntil: null,
      restrictedUntil: null,
      linkedPhone: account.phone,
      strikes: 0,
      maxStrikes: 0,
    };
  }

  /** Each process has all accounts. */
  async standings(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, SenderStanding>> {
    return new Map(ownerIds.flatMap((ownerId) => this.sender(ownerId) ?? []).map((sender) => [sender.ownerId, sender]));
  }

  /** Nothing has to be stored ahead: the service keeps what it accepted. */
  prepare(_ownerId: OwnerId, _message: OutboundMessage): OutgoingRecord | null {
    return null;
  }

  /** Nothing is kept here. */
  async forget(_ownerId: OwnerId, _waMessageIds: readonly string[]): Promise<void> {}

  send(ownerId: OwnerId, message: OutboundMessage): Promise<SendOutcome> {
    const before = this.queues.get(ownerId) ?? Promise.resolve();
    const sent = before.then(() => this.sendNow(ownerId, message));
    this.queues.set(ownerId, sent);
    return sent;
  }

  async lookUp(ownerId: OwnerId, phones: readonly string[]): Promise<readonly NumberLookup[]> {
    if (!this.wire.account(ownerId)?.isOpen)
      throw new DomainError('unavailable', 'SENDER_NOT_READY', 'The account is not connected.');
    return this.wire.lookUp(ownerId, phones);
  }

  onReceipt(handler: Handler<Receipt>): Unsubscribe {
    this.receipts.add(handler);
    return () => void this.receipts.delete(handler);
  }

  onInbound(handler: Handler<InboundMessage>): Unsubscribe {
    this.inbound.add(handler);
    return () => void this.inbound.delete(handler);
  }

  /** This channel has no addresses beside phone numbers. */
  onLidLearnt(_handler: Handler<LidLearnt>): Unsubscribe {
    return () => undefined;
  }

  onSenderChanged(handler: Handler<Sender>): Unsubscribe {
    this.changes.add(handler);
    return () => void this.changes.delete(handler);
  }

  /** Waits for the acknowledgements under way, sends nothing more, and closes the connection. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.queues.values());
    await this.wire.close();
  }

  /** Never rejects: what is not known is \`unknown\`. */
  private async sendNow(ownerId: OwnerId, message: OutboundMessage): Promise<SendOutcome> {
    if (this.isStopping || !this.wire.account(ownerId)?.isOpen) return { kind: 'not_sent', reason: 'sender_unavailable' };
    try {
      if (message.mayLeave && !(await message.mayLeave())) return { kind: 'not_sent', reason: 'withdrawn' };
    } catch {
      return { kind: 'not_sent', reason: 'send_failed' };
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<SendOutcome>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'unknown', reason: 'ack_timeout' }), this.ackTimeoutMs);
    });
    try {
      return await Promise.race([this.wire.deliver(ownerId, message), late]);
    } catch {
      return { kind: 'unknown', reason: 'connection_lost' };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Taken once every handler has stored what follows from it. */
  private async hear(message: InboundMessage): Promise<void> {
    if (this.inbound.size === 0) throw new Error('nobody listens to inbound messages');
    await Promise.all([...this.inbound].map((handler) => handler(message)));
  }
}
`;
