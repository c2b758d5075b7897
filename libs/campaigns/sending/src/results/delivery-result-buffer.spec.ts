import { type Delivery, type DeliveryUpdate } from '@relance/campaigns-domain';
import { DeliveryResultBuffer } from './delivery-result-buffer.ts';
import { KnownDeliveries } from './known-deliveries.ts';

const at = new Date('2026-03-02T10:00:00Z');
const update: DeliveryUpdate = { state: 'delivered', at, error: null };

/** A buffer over a database that knows none of the messages, and notes which it was asked about. */
function aBuffer() {
  const asked: string[] = [];
  const store = {
    deliveriesByMessageId: async (ids: readonly string[]): Promise<readonly Delivery[]> => {
      asked.push(...ids);
      return [];
    },
    targetsById: async () => [],
    apply: async () => ({ missedTargets: [], missedDeliveries: [] }),
  };
  const parts = [
    store,
    { now: () => at },
    { flushMs: 600_000 },
    { warn: () => undefined, error: () => undefined },
    { of: async () => () => at },
    { run: async () => undefined },
    { pass: () => undefined },
    new KnownDeliveries(),
  ];
  const buffer = new DeliveryResultBuffer(...(parts as unknown as ConstructorParameters<typeof DeliveryResultBuffer>));
  return { buffer, asked };
}

describe('results that wait to be stored', () => {
  it('are bounded while the database is away: the oldest receipts are dropped, results never', async () => {
    const { buffer, asked } = aBuffer();
    buffer.add('result', update, 'result');
    for (let index = 0; index < 50_010; index += 1) buffer.add(`receipt ${index}`, update, 'receipt');
    await buffer.flushAll();
    expect(asked).toHaveLength(50_000);
    expect(asked[0]).toBe('result');
    expect(asked[1]).toBe('receipt 11');
    expect(asked.at(-1)).toBe('receipt 50009');
  });

  it('are bounded for each message: a receipt that comes again says nothing new', () => {
    const { buffer } = aBuffer();
    const delivered = { ...update };
    for (let index = 0; index < 1_000; index += 1) buffer.add('message', { ...delivered }, 'receipt');
    buffer.add('message', { ...delivered, state: 'read' }, 'receipt');
    expect(buffer.waitingUpdates).toBe(2);
  });

  it('are all stored when somebody asks what is on its way, however many batches that takes', async () => {
    const { buffer, asked } = aBuffer();
    for (let index = 0; index < 450; index += 1) buffer.add(`message ${index}`, update, 'result');
    await buffer.storeWaiting();
    expect(new Set(asked).size).toBe(450);
  });
});
