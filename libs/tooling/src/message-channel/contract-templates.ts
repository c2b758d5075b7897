import { type Names } from '../shared/names';

export const specText = ({ kebab, pascal, title }: Names): string => `import { ownerId } from '@relance/kernel';
import { messengerContract } from '@relance/messaging/testing';
import { ${pascal}Messenger } from './${kebab}-messenger.ts';
import { LoopbackService } from './testing/loopback-service.ts';

const OWNER = ownerId('owner-contract');
const CONTACT = '+33655550077';

// Against the service in memory until there is a server at hand that speaks the vendor's protocol: then against that.
messengerContract(${JSON.stringify(title)}, async () => {
  const service = new LoopbackService(OWNER, '+237699500077', CONTACT);
  const messenger = new ${pascal}Messenger(service, 1_000);
  return {
    messenger,
    owner: OWNER,
    stranger: ownerId('owner-without-account'),
    contact: CONTACT,
    nobody: '+33655550078',
    shown: async () => service.shown,
    refuseNext: async (code) => service.failNext({ kind: 'refuse', code }),
    leaveNextUnanswered: async () => service.failNext({ kind: 'no_answer' }),
    cutAfterNext: async () => service.failNext({ kind: 'cut' }),
    ready: () => service.opened(),
    reply: async (text) => service.reply(text),
    delayAcknowledgements: async (ms) => void (service.answerMs = ms),
    stop: () => messenger.stop(),
    dispose: () => service.close(),
  };
});
`;

export const loopbackText = ({ kebab, pascal }: Names): string => `import { type OwnerId } from '@relance/kernel';
import { type InboundMessage, type NumberLookup, type OutboundMessage } from '@relance/messaging';
import { type ${pascal}Account, type ${pascal}Answer, type ${pascal}Listener, type ${pascal}Wire } from '../${kebab}-wire.port.ts';

type Fault = { readonly kind: 'refuse'; readonly code: number } | { readonly kind: 'no_answer' | 'cut' };

const RECEIPT_MS = 5;
const REOPEN_MS = 20;
const TOLD_AGAIN_MS = 20;

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A service with one account and one contact, in memory: shows each message once, tells replies until they are taken. */
export class LoopbackService implements ${pascal}Wire {
  readonly shown: string[] = [];
  answerMs = 1;
  private isOpen = true;
  private isClosed = false;
  private fault: Fault | null = null;
  private replies = 0;
  private listener: ${pascal}Listener | null = null;

  constructor(
    private readonly ownerId: OwnerId,
    private readonly phone: string,
    private readonly contact: string,
  ) {}

  owners(): readonly OwnerId[] {
    return [this.ownerId];
  }

  account(ownerId: OwnerId): ${pascal}Account | null {
    return ownerId === this.ownerId ? { phone: this.phone, isOpen: this.isOpen } : null;
  }

  async deliver(ownerId: OwnerId, { waMessageId }: OutboundMessage): Promise<${pascal}Answer> {
    const { fault } = this;
    this.fault = null;
    if (fault?.kind === 'refuse') return { kind: 'refused', code: fault.code, at: new Date() };
    if (!this.shown.includes(waMessageId)) this.shown.push(waMessageId);
    if (fault?.kind === 'no_answer') return new Promise(() => undefined);
    if (fault?.kind === 'cut') {
      this.isOpen = false;
      setTimeout(() => this.reopen(), REOPEN_MS);
      throw new Error('connection lost');
    }
    await after(this.answerMs);
    const receipt = { ownerId, waMessageId, kind: 'delivered', code: null, at: new Date() } as const;
    setTimeout(() => this.listener?.receipt(receipt), RECEIPT_MS);
    return { kind: 'accepted', at: new Date() };
  }

  async lookUp(_ownerId: OwnerId, phones: readonly string[]): Promise<readonly NumberLookup[]> {
    return phones.map((asked) =>
      asked === this.contact
        ? { asked, answer: 'in', phone: asked, lid: null }
        : { asked, answer: 'out', phone: null, lid: null },
    );
  }

  listen(listener: ${pascal}Listener): void {
    this.listener = listener;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.isOpen = false;
  }

  failNext(fault: Fault): void {
    this.fault = fault;
  }

  async opened(): Promise<void> {
    while (!this.isOpen && !this.isClosed) await after(1);
  }

  reply(text: string): void {
    this.replies += 1;
    const { ownerId, phone: linkedPhone, contact: phone } = this;
    const id = \`reply-\${this.replies}\`;
    void this.tell({ ownerId, linkedPhone, id, phone, lid: null, text, at: new Date(), isHistory: false });
  }

  private async tell(message: InboundMessage): Promise<void> {
    for (let isTaken = false; !isTaken && !this.isClosed;) {
      isTaken = await (this.listener?.inbound(message).then(
        () => true,
        () => false,
      ) ?? false);
      if (!isTaken) await after(TOLD_AGAIN_MS);
    }
  }

  private reopen(): void {
    this.isOpen = !this.isClosed;
    this.listener?.changed(this.ownerId);
  }
}
`;
