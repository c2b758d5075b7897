import { documentId } from '@relance/kernel';
import fc from 'fast-check';
import { isLive, type DayState, type Target } from '../target/target.ts';
import { decideTarget } from '../target/target.machine.ts';
import { aDelivery, aTarget } from '../testing/builders.ts';
import { type Delivery, type DeliveryPart, rankOf } from './delivery.ts';
import { changeOf, type AddressedUpdate } from './delivery-update.ts';
import { refusal } from './error-classes.ts';

const start = Date.UTC(2026, 2, 2, 9);
const at = (step: number): Date => new Date(start + step * 60_000);

/** What may happen: the next message is begun, the grace of an uncertain one ends, the person leaves, or something is heard of a message. */
type Step =
  | { readonly kind: 'intent' | 'grace' | 'exit' }
  | {
      readonly kind: 'heard';
      readonly delivery: number;
      readonly part: number;
      readonly state: AddressedUpdate['state'];
      readonly code: number;
    };

const states = ['sent', 'delivered', 'read', 'unknown', 'refused', 'failed', 'withdrawn'] as const;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'intent' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'grace' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('heard' as const),
      // Counted from the last one: news of the latest messages are the likeliest.
      delivery: fc.nat(3),
      part: fc.integer({ min: 0, max: 1 }),
      state: fc.constantFrom(...states),
      code: fc.constantFrom(479, 463, 404),
    }),
  },
);
/** Most sequences are not left; where one is, it is so at any step. */
const steps = fc
  .tuple(fc.array(step, { maxLength: 40 }), fc.option(fc.nat(40), { freq: 3 }))
  .map(([all, leaves]): Step[] =>
    leaves === null ? all : [...all.slice(0, leaves), { kind: 'exit' }, ...all.slice(leaves)],
  );

type World = { target: Target; deliveries: Delivery[]; begun: number };
const idOf = ({ day, attempt }: Pick<Delivery, 'day' | 'attempt'>, part: number): string => `${day}.${attempt}.${part}`;

function begin(world: World, parts: number, now: Date): void {
  const { currentDay: day, attempt } = world.target;
  const id = documentId<'DeliveryId'>(`d${String((world.begun += 1)).padStart(23, '0')}`);
  const after = decideTarget(world.target, { type: 'intent', lease: { deliveryId: id, token: 1, until: now } }, now);
  if (!after) return;
  expect({ day, arrived: arrivedOn(world, day) }).toEqual({ day, arrived: [] });
  const ofTwo = [0, 1].map((part): DeliveryPart => ({
    waMessageId: idOf({ day, attempt }, part),
    state: 'sending',
    error: null,
  }));
  const waMessageId = idOf({ day, attempt }, 0);
  world.deliveries.push(aDelivery({ id, day, attempt, waMessageId, ...(parts === 2 && { parts: ofTwo }) }));
  world.target = after;
}

function hear(world: World, { delivery: back, part, state, code }: Extract<Step, { kind: 'heard' }>, now: Date): void {
  const index = world.deliveries.length - 1 - back;
  const delivery = world.deliveries[index];
  if (!delivery) return;
  const waMessageId = idOf(delivery, delivery.parts ? part : 0);
  const error = state === 'refused' || state === 'failed' ? refusal(code) : null;
  const update = state === 'withdrawn' ? { state, at: now } : { state, at: now, error };
  const facts = { delivery, target: world.target, updates: [{ waMessageId, ...update }], nextDayAt: () => now };
  const change = changeOf(facts, now);
  if (change?.target) world.target = change.target.after;
  if (!change?.delivery) return;
  world.deliveries = world.deliveries.flatMap((known) => (known === delivery ? (change.delivery?.after ?? []) : known));
}

const isArrived = ({ state }: Delivery): boolean => rankOf(state) >= rankOf('sent');
const arrivedOn = ({ deliveries }: World, day: number): Delivery[] =>
  deliveries.filter((known) => known.day === day && isArrived(known));

/** What a day is by its messages: as far as the furthest that was accepted, else what became of the last attempt. */
function stateOfDay(world: World, day: number): DayState | null {
  const arrived = arrivedOn(world, day).sort((a, b) => rankOf(b.state) - rankOf(a.state));
  const last = arrived[0] ?? world.deliveries.filter((known) => known.day === day).at(-1);
  if (last === undefined) return null;
  return last.state === 'sending' ? 'pending' : last.state;
}

function take(world: World, each: Step, parts: number, now: Date): void {
  const { target } = world;
  if (each.kind === 'intent') begin(world, parts, now);
  else if (each.kind === 'heard') hear(world, each, now);
  else if (each.kind === 'exit')
    world.target = decideTarget(target, { type: 'exit', reason: 'opted_out' }, now) ?? target;
  else {
    const event = { type: 'grace_over', policy: 'hold', nextDayAt: now } as const;
    world.target = decideTarget(target, event, now) ?? target;
  }
}

describe('10.3.1 whatever is heard of messages, in whatever order', () => {
  it.each([1, 2])('each day of a target tells what its delivery of %i message(s) tells', (parts) => {
    fc.assert(
      fc.property(steps, (all) => {
        const world: World = { target: aTarget(), deliveries: [], begun: 0 };
        for (const [index, each] of all.entries()) {
          take(world, each, parts, at(index));
          const { days, status, currentDay } = world.target;
          // A day of which one attempt was withdrawn shows nothing until it is begun again.
          for (const { day, state } of days) expect([day, state]).toEqual([day, stateOfDay(world, day)]);
          for (const { day } of world.deliveries.filter(isArrived))
            expect(days.map((entry) => entry.day)).toContain(day);
          if (status === 'active') expect(arrivedOn(world, currentDay)).toEqual([]);
          if (!isLive({ status })) expect(world.target.lease).toBeNull();
        }
      }),
      { numRuns: 400 },
    );
  });
});
