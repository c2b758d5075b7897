import fc from 'fast-check';
import {
  deliveryStates,
  mayOverwrite,
  messageIdFrom,
  messageIdSeed,
  rankOf,
  withUpdate,
  type DeliveryStateUpdate,
  type DeliveryState,
} from './delivery.ts';
import { errorClassOf, refusal } from './error-classes.ts';
import { aDelivery } from '../testing/builders.ts';

const at = new Date('2026-03-02T10:00:00Z');
const update = (state: DeliveryStateUpdate['state']): DeliveryStateUpdate => ({
  state,
  at,
  error: state === 'refused' ? refusal(500) : null,
});

describe('updates of a delivery', () => {
  it('never goes back once the message arrived', () => {
    for (const next of deliveryStates) {
      expect(mayOverwrite('read', next)).toBe(false);
      expect(mayOverwrite('delivered', next)).toBe(next === 'read');
    }
  });

  it('believes an arrival over any earlier word', () => {
    for (const state of deliveryStates.filter((known) => rankOf(known) < rankOf('delivered'))) {
      expect(mayOverwrite(state, 'delivered')).toBe(true);
      expect(mayOverwrite(state, 'read')).toBe(true);
    }
  });

  it('ends in the same state in whatever order receipts come and however often', () => {
    const receipts = fc.shuffledSubarray(['sent', 'delivered', 'read', 'sent', 'delivered', 'read'] as const, {
      minLength: 1,
    });
    fc.assert(
      fc.property(receipts, (order) => {
        const end = order.reduce((delivery, state) => withUpdate(delivery, update(state)) ?? delivery, aDelivery());
        const highest = [...order].sort((a, b) => rankOf(b) - rankOf(a))[0];
        expect(end.state).toBe(highest);
        expect(end.times.sentAt).toEqual(at);
        expect(end.times.readAt).toEqual(highest === 'read' ? at : null);
      }),
    );
  });

  it('keeps the error of a refusal and drops it when the message turns out to have arrived', () => {
    const refused = withUpdate(aDelivery(), update('refused'));
    expect(refused).toMatchObject({ state: 'refused', error: { code: '500' }, times: { failedAt: at } });
    expect(refused && withUpdate(refused, update('delivered'))).toMatchObject({
      error: null,
      times: { failedAt: null },
    });
  });

  it('says nothing when nothing changes', () => {
    expect(withUpdate(aDelivery({ state: 'delivered' }), update('sent'))).toBeNull();
  });

  it.each<[DeliveryState, DeliveryState, boolean]>([
    ['sending', 'unknown', true],
    ['unknown', 'sent', true],
    ['unknown', 'refused', true],
    ['sent', 'unknown', false],
    ['sent', 'failed', false],
    ['failed', 'sent', true],
    ['refused', 'sent', false],
  ])('%s → %s: %s', (from, to, expected) => {
    expect(mayOverwrite(from, to)).toBe(expected);
  });
});

describe('messageIdFrom', () => {
  it('is WhatsApp web’s form and depends on target, day and attempt alone', () => {
    expect(messageIdFrom('ab'.repeat(32))).toBe('3EB0ABABABABABABABABAB');
    expect(messageIdSeed({ targetId: 'a', day: 1, attempt: 2 })).toBe('a|1|2');
    expect(() => messageIdFrom('ab')).toThrow('64');
  });
});

describe('errorClassOf', () => {
  it.each([
    [463, 'sender_level'],
    [429, 'sender_level'],
    [475, 'recipient_temporary'],
    [479, 'recipient_temporary'],
    [500, 'recipient_temporary'],
    [400, 'permanent'],
    [404, 'permanent'],
    [999, 'recipient_temporary'],
  ])('%i is %s', (code, expected) => {
    expect(errorClassOf(code)).toBe(expected);
  });
});
