import { documentId } from '@relance/kernel';
import fc from 'fast-check';
import { type Target } from '../target/target.ts';
import { decideTarget } from '../target/target.machine.ts';
import { aDelivery, aTarget } from '../testing/builders.ts';
import { type Delivery, type DeliveryPart } from './delivery.ts';
import { changeOf, type AddressedUpdate } from './delivery-update.ts';
import { refusal } from './error-classes.ts';

const start = Date.UTC(2026, 2, 2, 9);
const at = (step: number): Date => new Date(start + step * 60_000);

/** What may happen: the next day's message is begun, the grace of an uncertain one ends, or something is heard of a message. */
type Step =
  | { readonly kind: 'intent' | 'grace' }
  | { readonly kind: 'heard'; readonly day: number; readonly part: number; readonly state: AddressedUpdate['state'] };

const states = ['sent', 'delivered', 'read', 'unknown', 'refused', 'failed'] as const;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'intent' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'grace' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('heard' as const),
      day: fc.integer({ min: 1, max: 4 }),
      part: fc.integer({ min: 0, max: 1 }),
      state: fc.constantFrom(...states),
    }),
  },
);

type World = { target: Target; readonly deliveries: Delivery[] };

function begin(world: World, parts: number, now: Date): void {
  const { target } = world;
  const id = documentId<'DeliveryId'>(`d${String(world.deliveries.length).padStart(23, '0')}`);
  const lease = { deliveryId: id, token: 1, until: now };
  const after = target.attempt === 1 ? decideTarget(target, { type: 'intent', lease }, now) : null;
  if (!after) return;
  const waMessageId = `${target.currentDay}.0`;
  const ofTwo: DeliveryPart[] = [0, 1].map((part) => ({
    waMessageId: `${target.currentDay}.${part}`,
    state: 'sending',
    error: null,
  }));
  world.deliveries.push(aDelivery({ id, day: target.currentDay, waMessageId, ...(parts === 2 && { parts: ofTwo }) }));
  world.target = after;
}

function hear(world: World, { day, part, state }: Extract<Step, { kind: 'heard' }>, now: Date): void {
  const index = world.deliveries.findIndex((known) => known.day === day);
  const delivery = world.deliveries[index];
  if (!delivery || state === 'withdrawn') return;
  const waMessageId = delivery.parts ? `${day}.${part}` : delivery.waMessageId;
  const error = state === 'refused' || state === 'failed' ? refusal(479) : null;
  const updates = [{ waMessageId, state, at: now, error }];
  const change = changeOf({ delivery, target: world.target, updates, nextDayAt: () => now }, now);
  if (change?.target) world.target = change.target.after;
  if (change?.delivery?.after) world.deliveries[index] = change.delivery.after;
}

describe('10.3.1 whatever is heard of messages, in whatever order', () => {
  it.each([1, 2])('each day of a target tells what its delivery of %i message(s) tells', (parts) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const world: World = { target: aTarget(), deliveries: [] };
        for (const [index, each] of steps.entries()) {
          const now = at(index);
          if (each.kind === 'intent') begin(world, parts, now);
          else if (each.kind === 'heard') hear(world, each, now);
          else {
            const event = { type: 'grace_over', policy: 'hold', nextDayAt: now } as const;
            world.target = decideTarget(world.target, event, now) ?? world.target;
          }
          const told = world.target.days.map(({ day, state }) => [day, state]);
          const known = world.deliveries.map(({ day, state }) => [day, state === 'sending' ? 'pending' : state]);
          expect(told).toEqual(known);
        }
      }),
      { numRuns: 400 },
    );
  });
});
