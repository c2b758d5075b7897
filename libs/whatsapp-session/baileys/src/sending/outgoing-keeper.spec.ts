import { MemoryCredentials } from '../testing/memory-credentials.ts';
import { decodeOutgoing } from './outgoing.ts';
import { OutgoingKeeper } from './outgoing-keeper.ts';

const message = { waMessageId: '3EB01', phone: '+237670000001', text: 'Hello' };
const kept = { ...message, isKept: true };

describe('what is kept of a message', () => {
  const credentials = new MemoryCredentials();
  const keeper = new OutgoingKeeper(credentials);
  const stored = () => [...credentials.outgoing.values()].map(decodeOutgoing);
  beforeEach(() => credentials.outgoing.clear());

  it('is written here when nobody stored it', async () => {
    keeper.prepare(message);
    await keeper.keep(message, message.text);
    expect(stored()).toEqual([{ to: message.phone, body: 'Hello' }]);
  });

  it('is not written again when it was stored as it was prepared', async () => {
    const record = keeper.prepare(message);
    expect(decodeOutgoing(String(record?.fields['value']))).toEqual({ to: message.phone, body: 'Hello' });
    await keeper.keep(kept, message.text);
    expect(stored()).toEqual([]);
  });

  it('is written when another connection prepared it, when its content is another, and the second time', async () => {
    new OutgoingKeeper(credentials).prepare(message);
    await keeper.keep(kept, message.text);
    expect(stored()).toHaveLength(1);
    credentials.outgoing.clear();
    keeper.prepare({ ...message, text: 'Hello before' });
    await keeper.keep(kept, message.text);
    expect(stored()).toHaveLength(1);
    credentials.outgoing.clear();
    keeper.prepare(message);
    await keeper.keep(kept, message.text);
    await keeper.keep(kept, message.text);
    expect(stored()).toHaveLength(1);
  });

  it('is not known ahead of a file', () => {
    const read = async () => new Uint8Array();
    const media = { id: 'm', kind: 'image', mimeType: 'image/png', name: 'a.png', read } as const;
    expect(keeper.prepare({ ...message, media })).toBeNull();
  });
});
