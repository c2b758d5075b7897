import { type OwnerId } from '@relance/kernel';
import { type InboundMessage, type Messenger, type OutboundMessage, type Receipt, type Sender } from '../index.ts';

/** A channel with its other side in the test's hands: the network, the service and the phone of one contact. */
export type ChannelUnderTest = {
  readonly messenger: Messenger;
  /** A sender that is ready. */
  readonly owner: OwnerId;
  /** An owner who never linked an account. */
  readonly stranger: OwnerId;
  /** A person who can be reached, and a number that nobody has; E.164 with "+". */
  readonly contact: string;
  readonly nobody: string;
  /** Ids of the messages that the contact's phone shows, in the order of their arrival; each as often as it is shown. */
  shown(): Promise<readonly string[]>;
  /** The service answers the next message with this error. */
  refuseNext(code: number): Promise<void>;
  /** The service takes the next message and never acknowledges it. */
  leaveNextUnanswered(): Promise<void>;
  /** The service takes the next message, and the connection is lost before the acknowledgement. */
  cutAfterNext(): Promise<void>;
  /** The sender is ready (again). */
  ready(): Promise<void>;
  /** The contact writes to the owner. */
  reply(text: string): Promise<void>;
  /** Acknowledgements come this late from now on. */
  delayAcknowledgements(ms: number): Promise<void>;
  /** Ends the messenger as its process would; resolves when it has ended. */
  stop(): Promise<void>;
  /** Puts everything away, also what `stop` left. */
  dispose(): Promise<void>;
};

/** Longest wait for something that the other side tells later. Real time. */
const WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 10;
const TEST_MS = 60_000;

/**
 * What every channel must keep, whatever carries it: a message has its id before it is sent, an acknowledgement is never made up,
 * what may have left is `unknown`, receipts are told by id, and a stop sends nothing more. Call it in a spec:
 * `messengerContract('WhatsApp', startChannel)`. The channel is started once; the last test stops it.
 */
export function messengerContract(name: string, start: () => Promise<ChannelUnderTest>): void {
  describe(`${name} keeps the messenger contract`, () => {
    let channel: ChannelUnderTest;
    const receipts: Receipt[] = [];
    const inbound: InboundMessage[] = [];
    const senders: Sender[] = [];
    let count = 0;

    beforeAll(async () => {
      channel = await start();
      channel.messenger.onReceipt(async (receipt) => void receipts.push(receipt));
      channel.messenger.onInbound(async (message) => void inbound.push(message));
      channel.messenger.onSenderChanged(async (sender) => void senders.push(sender));
      await channel.ready();
    }, TEST_MS);
    afterAll(() => channel?.dispose(), TEST_MS);

    const message = (more: Partial<OutboundMessage> = {}): OutboundMessage => {
      count += 1;
      const waMessageId = `3EB0C0${String(count).padStart(16, '0')}`;
      return { waMessageId, phone: channel.contact, text: `contract ${count}`, ...more };
    };
    const send = (sent: OutboundMessage, owner = channel.owner) => channel.messenger.send(owner, sent);
    const isShown = async (id: string): Promise<number> =>
      (await channel.shown()).filter((shown) => shown === id).length;

    describe('id before sending', () => {
      it('sends a message under the id it was given', async () => {
        const sent = message();
        expect((await send(sent)).kind).toBe('accepted');
        await eventually('the message on the contact’s phone', async () => (await isShown(sent.waMessageId)) === 1);
      }, 60_000);

      it('shows a message once when it is sent again under its id', async () => {
        const sent = message();
        await send(sent);
        await send(sent);
        const after = message();
        await send(after);
        await eventually('the message behind both', async () => (await isShown(after.waMessageId)) === 1);
        expect(await isShown(sent.waMessageId)).toBe(1);
      }, 60_000);

      it('asks once, when all is prepared, whether it may leave, and sends nothing when it may not', async () => {
        const asked: string[] = [];
        const held = message({ mayLeave: async () => (asked.push('held'), false) });
        const free = message({ mayLeave: async () => (asked.push('free'), true) });
        expect(await send(held)).toEqual({ kind: 'not_sent', reason: 'withdrawn' });
        expect((await send(free)).kind).toBe('accepted');
        await eventually('the other message', async () => (await isShown(free.waMessageId)) === 1);
        expect([asked, await isShown(held.waMessageId)]).toEqual([['held', 'free'], 0]);
      }, 60_000);

      it('sends one message of a sender at a time, in the order of the calls', async () => {
        const sent = [message(), message(), message(), message()];
        const outcomes = await Promise.all(sent.map((each) => send(each)));
        expect(outcomes.map(({ kind }) => kind)).toEqual(sent.map(() => 'accepted'));
        const ids = sent.map(({ waMessageId }) => waMessageId);
        await eventually('all of them', async () => (await isShown(ids.at(-1) ?? '')) === 1);
        expect((await channel.shown()).filter((id) => ids.includes(id))).toEqual(ids);
      }, 60_000);
    });

    describe('truth of the acknowledgement', () => {
      it('says refused, with the code, when the service refuses', async () => {
        await channel.refuseNext(479);
        const sent = message();
        expect(await send(sent)).toMatchObject({ kind: 'refused', code: 479 });
        expect(await isShown(sent.waMessageId)).toBe(0);
      }, 60_000);

      it('says not sent, and not unknown, for an owner who has no account', async () => {
        const sent = message();
        const expected = { kind: 'not_sent', reason: 'sender_unavailable' };
        expect(await send(sent, channel.stranger)).toEqual(expected);
        expect(channel.messenger.sender(channel.stranger)?.availability).not.toBe('ready');
      });
    });

    describe('unknown', () => {
      it('says so when no acknowledgement comes in time', async () => {
        await channel.leaveNextUnanswered();
        expect(await send(message())).toEqual({ kind: 'unknown', reason: 'ack_timeout' });
        await channel.ready();
      }, 60_000);

      it('says so when the connection is lost before it; the same id again is shown once', async () => {
        await channel.cutAfterNext();
        const sent = message();
        expect(await send(sent)).toEqual({ kind: 'unknown', reason: 'connection_lost' });
        await channel.ready();
        expect((await send(sent)).kind).toBe('accepted');
        const after = message();
        await send(after);
        await eventually('the message behind both', async () => (await isShown(after.waMessageId)) === 1);
        expect(await isShown(sent.waMessageId)).toBe(1);
      }, 60_000);
    });

    describe('what comes back', () => {
      it('tells receipts by the id of the message and its owner', async () => {
        const sent = message();
        await send(sent);
        const receipt = await eventually('a receipt', async () =>
          receipts.find(({ waMessageId, kind }) => waMessageId === sent.waMessageId && kind !== 'sent'),
        );
        expect(receipt).toMatchObject({ ownerId: channel.owner, code: null });
        expect(['delivered', 'read']).toContain(receipt.kind);
      }, 60_000);

      it('tells a reply with the person’s number, and again until a handler took it', async () => {
        const text = 'not stored at first';
        let refusals = 1;
        const off = channel.messenger.onInbound(async (reply) => {
          if (reply.text === text && refusals-- > 0) throw new Error('the database is away');
        });
        await channel.reply(text);
        const told = () => inbound.filter((reply) => reply.text === text);
        await eventually('the reply, told again after the refusal', async () => told().length > 1);
        off();
        for (const reply of told())
          expect(reply).toMatchObject({ ownerId: channel.owner, phone: channel.contact, isHistory: false });
        expect(new Set(told().map(({ id }) => id)).size).toBe(1);
        // What was taken is not told again: a later reply is the only one that still comes.
        await channel.reply('stored at once');
        await eventually('a later reply', async () => inbound.some((reply) => reply.text === 'stored at once'));
        expect(told()).toHaveLength(2);
      }, 60_000);

      it('answers each number that is asked, in order, and is unavailable for an owner without account', async () => {
        const phones = [channel.nobody, channel.contact];
        const found = await channel.messenger.lookUp(channel.owner, phones);
        expect(found.map(({ asked, answer }) => [asked, answer])).toEqual([
          [channel.nobody, 'out'],
          [channel.contact, 'in'],
        ]);
        const failing = channel.messenger.lookUp(channel.stranger, [channel.contact]);
        await expect(failing).rejects.toMatchObject({ kind: 'unavailable' });
      }, 60_000);
    });

    describe('stop', () => {
      it('waits for the acknowledgement under way, and sends nothing more', async () => {
        await channel.delayAcknowledgements(500);
        const sent = [message(), message(), message()];
        const [first] = sent;
        const sends = sent.map((each) => send(each));
        await eventually('the first on its way', async () => (await isShown(first?.waMessageId ?? '')) === 1);
        await channel.stop();
        const outcomes = (await Promise.all(sends)).map(({ kind }) => kind);
        expect(outcomes).toEqual(['accepted', 'not_sent', 'not_sent']);
        const late = message();
        expect((await send(late)).kind).toBe('not_sent');
        const left = (await channel.shown()).filter((id) =>
          [...sent, late].some(({ waMessageId }) => waMessageId === id),
        );
        expect(left).toEqual([first?.waMessageId]);
      }, 60_000);
    });
  });
}

/** The timer that every runtime has; this library is compiled without the types of any. */
declare function setTimeout(callback: () => void, ms: number): unknown;

/** Looks until there is something to see. @throws Error naming what did not come */
async function eventually<T>(what: string, look: () => Promise<T | false | undefined>): Promise<T> {
  for (let looksLeft = WITHIN_MS / LOOK_EVERY_MS; looksLeft > 0; looksLeft -= 1) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    await new Promise<void>((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`${what} did not come within ${WITHIN_MS} ms.`);
}
