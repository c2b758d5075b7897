import { proto } from '@whiskeysockets/baileys';
import { InboundJournal } from './inbound-journal.ts';
import { MemoryCredentials } from '../testing/memory-credentials.ts';

const ME = { id: '237699000001:1@s.whatsapp.net', lid: '' };
/** One byte of padding, as a decrypted message has it. */
const plain = Buffer.concat([proto.Message.encode({ conversation: 'hello' }).finish(), Buffer.from([1])]);
const idOf = (n: number): string => `3EB0${String(n).padStart(6, '0')}`;

/** A journal in which messages were written down; `from` and `to` are their numbers. */
async function write(journal: InboundJournal, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    const sealed = new Uint8Array([n & 255, n >> 8]);
    const attrs = { id: idOf(n), from: '33611111111@s.whatsapp.net', t: '1773100000' };
    journal.arrived({ attrs, content: [{ tag: 'enc', attrs: {}, content: sealed }] });
    await journal.write(sealed, plain);
  }
}

describe('the journal of inbound messages', () => {
  it('is read page by page, oldest first', async () => {
    const credentials = new MemoryCredentials();
    credentials.inboundPage = 2;
    await write(new InboundJournal(credentials), 0, 5);
    const journal = new InboundJournal(credentials);
    const ids: (string | null | undefined)[][] = [];
    let after: string | null = null;
    do {
      const { messages, next } = await journal.pending(ME, after);
      ids.push(messages.map(({ key }) => key.id));
      after = next;
    } while (after !== null);
    expect(ids).toEqual([[idOf(0), idOf(1)], [idOf(2), idOf(3)], [idOf(4)]]);
  });

  it('remembers five thousand entries at the most; what it forgot stays in the store and goes at the next reading', async () => {
    const credentials = new MemoryCredentials();
    const journal = new InboundJournal(credentials);
    await write(journal, 0, 5_001);
    expect([journal.size, credentials.inbound.size]).toEqual([5_000, 5_001]);
    for (let n = 0; n <= 5_000; n += 1) await journal.remove(idOf(n));
    expect([...credentials.inbound.keys()]).toEqual([`33611111111@s.whatsapp.net ${idOf(0)}`]);
    const { messages } = await journal.pending(ME, null);
    expect(messages.map(({ key }) => key.id)).toEqual([idOf(0)]);
    await journal.remove(idOf(0));
    expect([journal.size, credentials.inbound.size]).toEqual([0, 0]);
  });
});
