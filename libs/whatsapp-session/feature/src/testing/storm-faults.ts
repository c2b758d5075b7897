import { type Rng } from '@relance/kernel';
import { type Simulator } from '@relance/whatsapp-simulator';

type Order = Parameters<Simulator['fault']>[0] & { readonly account?: string };
/** What the server does to one account: first what waits for its next logins, then what ends its connection. */
export type FaultSequence = { readonly weight: number; readonly orders: readonly Order[] };

const drop = { kind: 'drop' } as const;
const refused = (reason: number, count: number): Order => ({
  kind: 'login-failure',
  reason,
  count,
  ...(reason === 402 && { code: 101, expire: 3_600 }),
});
const thenDrop = (weight: number, reason: number, count: number): FaultSequence => ({
  weight,
  orders: [refused(reason, count), drop],
});

/** Weighted as a bad hour is: mostly lost connections, sometimes a server that refuses for a while, seldom a verdict. */
const FAULT_SEQUENCES: readonly FaultSequence[] = [
  { weight: 26, orders: [drop] },
  { weight: 10, orders: [{ kind: 'xmlstreamend' }] },
  { weight: 10, orders: [{ kind: 'stream-error', code: 503 }] },
  { weight: 10, orders: [{ kind: 'stream-error', child: 'ack' }] },
  { weight: 6, orders: [{ kind: 'downgrade' }] },
  thenDrop(6, 503, 1),
  thenDrop(5, 503, 4),
  thenDrop(3, 503, 7),
  thenDrop(4, 503, 8),
  thenDrop(4, 405, 1),
  thenDrop(3, 402, 1),
  { weight: 4, orders: [{ kind: 'banned' }] },
  { weight: 5, orders: [{ kind: 'replaced' }] },
  { weight: 4, orders: [{ kind: 'logged-out' }] },
];
const ALL = FAULT_SEQUENCES.reduce((sum, { weight }) => sum + weight, 0);

export function drawFaults(rng: Rng): FaultSequence {
  let left = rng.next() * ALL;
  const drawn = FAULT_SEQUENCES.find(({ weight }) => (left -= weight) < 0);
  return drawn ?? { weight: 0, orders: [drop] };
}

export async function inject(simulator: Simulator, account: string, { orders }: FaultSequence): Promise<void> {
  for (const order of orders) await simulator.fault({ ...order, account } as Order);
}
