import {
  type Delivery,
  type DeliveryPart,
  type DeliveryStateUpdate,
  type DeliveryState,
  mayOverwrite,
  rankOf,
  withUpdate,
} from './delivery.ts';

const arrivals: readonly DeliveryState[] = ['sent', 'delivered', 'read'];

/** Whether WhatsApp took this part: it is never sent again. */
export const isPartAccepted = ({ state }: DeliveryPart): boolean => arrivals.includes(state);

/**
 * What a delivery is by its parts: on its way while any of them is; then refused, uncertain or failed when any is (in this
 * order); else as far as the part that is least far.
 */
export function stateOfParts(parts: readonly DeliveryPart[]): DeliveryState {
  const states = parts.map(({ state }) => state);
  for (const state of ['sending', 'refused', 'unknown', 'failed'] as const) if (states.includes(state)) return state;
  return states.reduce((least, state) => (rankOf(state) < rankOf(least) ? state : least));
}

/** Every id under which WhatsApp may speak of a delivery. */
export const messageIdsOf = ({ waMessageId, parts }: Pick<Delivery, 'waMessageId' | 'parts'>): readonly string[] =>
  parts ? parts.map((part) => part.waMessageId) : [waMessageId];

/**
 * The delivery after an update of one of its messages, or null when nothing is new. That nobody knows what became of a delivery
 * (an update `unknown` under its own id) is true of all parts that were still on their way.
 */
export function withPartUpdate(delivery: Delivery, waMessageId: string, update: DeliveryStateUpdate): Delivery | null {
  const { parts } = delivery;
  if (!parts) return withUpdate(delivery, update);
  const concerns = (part: DeliveryPart): boolean =>
    part.waMessageId === waMessageId ||
    (update.state === 'unknown' && waMessageId === delivery.waMessageId && part.state === 'sending');
  const moved = parts.map((part) =>
    concerns(part) && mayOverwrite(part.state, update.state) ? partAfter(part, update) : part,
  );
  if (moved.every((part, index) => part === parts[index])) return null;
  const state = stateOfParts(moved);
  const error = moved.find((part) => part.state === state && part.error !== null)?.error ?? null;
  if (state === 'sending' || state === delivery.state) return { ...delivery, parts: moved, rev: delivery.rev + 1 };
  // No part goes back, so neither does their sum: it may replace whatever was believed before.
  const open: Delivery = { ...delivery, state: state === 'unknown' ? 'sending' : 'unknown' };
  const told = withUpdate(open, { state, at: update.at, error });
  return told && { ...told, parts: moved };
}

const partAfter = (part: DeliveryPart, { state, error }: DeliveryStateUpdate): DeliveryPart => ({
  ...part,
  state,
  error: arrivals.includes(state) ? null : (error ?? part.error),
});
