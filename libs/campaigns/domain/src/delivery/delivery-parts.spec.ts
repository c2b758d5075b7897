import { documentId, ownerId } from '@relance/kernel';
import {
  type Delivery,
  type DeliveryPart,
  type DeliveryStateUpdate,
  type DeliveryState,
  deliveryStates,
} from './delivery.ts';
import { messageParts } from '../template/message-parts.ts';
import { messageIdsOf, stateOfParts, withPartUpdate } from './delivery-parts.ts';

const at = new Date('2026-03-02T09:00:00Z');
const part = (waMessageId: string, state: DeliveryState = 'sending'): DeliveryPart => ({
  waMessageId,
  state,
  error: null,
});
const id = <T extends 'DeliveryId' | 'CampaignId' | 'TargetId' | 'ContactId'>() => documentId<T>('a'.repeat(24));

const aDelivery = (parts: readonly DeliveryPart[] | null): Delivery => ({
  id: id<'DeliveryId'>(),
  ownerId: ownerId('o'),
  campaignId: id<'CampaignId'>(),
  targetId: id<'TargetId'>(),
  contactId: id<'ContactId'>(),
  day: 1,
  attempt: 0,
  state: parts ? stateOfParts(parts) : 'sending',
  waMessageId: 'A',
  ...(parts && { parts }),
  language: 'fr',
  textHash: '',
  isCold: true,
  reservedOn: '2026-03-02',
  times: { intentAt: at, sentAt: null, deliveredAt: null, readAt: null, failedAt: null },
  error: null,
  rev: 0,
});

const updates = (state: DeliveryStateUpdate['state']): DeliveryStateUpdate => ({
  state,
  at,
  error: state === 'refused' ? { code: '479', class: 'recipient_temporary', message: 'no' } : null,
});

/** `A sent, B read` as what is heard of two parts. */
function after(heard: string, parts = [part('A'), part('B')]): Delivery {
  return heard.split(', ').reduce((delivery, item) => {
    const [waMessageId = '', state = ''] = item.split(' ');
    return withPartUpdate(delivery, waMessageId, updates(state as DeliveryStateUpdate['state'])) ?? delivery;
  }, aDelivery(parts));
}

describe('a delivery of two parts', () => {
  it.each([
    ['A sent', 'sending'],
    ['A sent, B sent', 'sent'],
    ['A read, B sent', 'sent'],
    ['A read, B delivered', 'delivered'],
    ['A read, B read', 'read'],
    ['A sent, B unknown', 'unknown'],
    ['A sent, B unknown, A read', 'unknown'],
    ['A sent, B unknown, B delivered', 'sent'],
    ['A sent, B refused', 'refused'],
    ['A sent, B refused, B delivered', 'sent'],
    ['B failed, A unknown', 'unknown'],
    ['B failed, A unknown, A delivered', 'failed'],
    ['B failed, A refused', 'refused'],
    ['A delivered, A sent, B sent', 'sent'],
  ])('%s: is %s', (heard, state) => expect(after(heard).state).toBe(state));

  it('that nobody knows the end of is uncertain in the parts still on their way, and only in them', () => {
    expect(after('A sent, A unknown').parts?.map(({ state }) => state)).toEqual(['sent', 'unknown']);
    expect(after('A unknown').parts?.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
  });

  it('keeps the error of the part that was refused, and drops it with it', () => {
    expect(after('A sent, B refused').error?.code).toBe('479');
    expect(after('A sent, B refused, B read').error).toBeNull();
  });

  it('has a new revision with each thing that is new, and only then', () => {
    expect([after('A sent').rev, after('A sent, A sent').rev, after('A sent, C read').rev]).toEqual([1, 1, 1]);
  });

  it('never goes back, whatever is heard in whatever order', () => {
    const rank = (state: DeliveryState): number => deliveryStates.indexOf(state);
    const states = ['unknown', 'refused', 'sent', 'delivered', 'read'] as const;
    for (const a of states)
      for (const b of states) {
        const done = after(`A read, B read, A ${a}, B ${b}`);
        expect([rank(done.state), done.error]).toEqual([rank('read'), null]);
      }
  });
});

describe('a delivery of one part', () => {
  it('is what is heard of it', () => {
    expect(withPartUpdate(aDelivery(null), 'A', updates('delivered'))?.state).toBe('delivered');
    expect(messageIdsOf(aDelivery(null))).toEqual(['A']);
    expect(messageIdsOf(aDelivery([part('A'), part('B')]))).toEqual(['A', 'B']);
  });
});

describe('a day’s message', () => {
  const file = (type: 'image/png' | 'audio/ogg' | 'application/pdf') => ({ type });
  const shape = (text: string, ...types: Parameters<typeof file>[0][]) =>
    messageParts(text, types.map(file)).map(({ text: said, media }) => [said.length, media?.type ?? null]);
  const long = 'x'.repeat(1025);

  it.each([
    ['no file', shape('hi'), [[2, null]]],
    [
      'a short text is the caption of the first file',
      shape('hi', 'image/png', 'application/pdf'),
      [
        [2, 'image/png'],
        [0, 'application/pdf'],
      ],
    ],
    ['exactly 1,024 still is', shape('x'.repeat(1024), 'image/png'), [[1024, 'image/png']]],
    [
      'a longer one follows as its own message',
      shape(long, 'image/png'),
      [
        [0, 'image/png'],
        [1025, null],
      ],
    ],
    [
      'after all files',
      shape(long, 'image/png', 'image/png'),
      [
        [0, 'image/png'],
        [0, 'image/png'],
        [1025, null],
      ],
    ],
    [
      'a voice note carries none',
      shape('hi', 'audio/ogg'),
      [
        [0, 'audio/ogg'],
        [2, null],
      ],
    ],
  ])('%s', (_, shaped, expected) => expect(shaped).toEqual(expected));
});
