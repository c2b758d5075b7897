/** What the simulated WhatsApp says that it received. */
export type Arrival = {
  readonly to: string;
  readonly text?: string;
  readonly shown: boolean;
  readonly repeated: boolean;
  readonly receivedAt: string;
};
type Asking = { ask<T>(path: string): Promise<T> };

/** Everything that an account has sent. */
export async function arrivalsOf(simulator: Asking, account: string): Promise<readonly Arrival[]> {
  const path = `messages?account=${encodeURIComponent(account)}`;
  return (await simulator.ask<{ messages: readonly Arrival[] }>(path)).messages;
}

/** Throws unless each phone was shown `rounds` different texts, each once, and nothing else arrived. */
export function checkArrivals(messages: readonly Arrival[], phones: readonly string[], rounds: number): void {
  if (messages.length !== phones.length * rounds)
    throw new Error(`${messages.length} messages instead of ${phones.length * rounds}`);
  for (const phone of phones) {
    const texts = messages
      .filter((message) => `+${message.to.replace('+', '')}` === phone && message.shown && !message.repeated)
      .map(({ text }) => text);
    if (new Set(texts).size !== rounds || texts.length !== rounds)
      throw new Error(`${phone} saw ${texts.length} texts, ${new Set(texts).size} different`);
  }
}

/** Messages a second from the `from`-th arrival to the last one. */
export function rateOf(messages: readonly Arrival[], from: number): number {
  const arrivals = messages.map(({ receivedAt }) => Date.parse(receivedAt)).sort((a, b) => a - b);
  return ((arrivals.length - from - 1) * 1000) / ((arrivals.at(-1) ?? 0) - (arrivals[from] ?? 0));
}
