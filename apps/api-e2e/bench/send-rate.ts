// How fast one sender of the product gets messages out when pacing does not hold it back, beside a bare Baileys loop
// on the same machine, the same simulated WhatsApp, in the same run. The product writes an intent and a result for
// each message and encrypts its keys into the database; the bare loop keeps everything in memory.
import { writeFileSync } from 'node:fs';
import { silenceConsole } from './silence.ts';
import { startTestEnvOn } from '../src/support/product.test-env.ts';
import { campaign, campaignNow, sendWithoutPauses, link, people } from '../src/support/acts.ts';
import { until } from '../src/support/wait.ts';
import { BareLoop } from './bare-loop.ts';
import { startSimulatorProcess } from './simulator-process.ts';

const CONTACTS = 100;
const ROUNDS = 7;
/** A product day in a tenth of a second: gaps and days never hold a message back. */
const CLOCK_RATE = '864000';

const say = silenceConsole();
const simulator = await startSimulatorProcess('bench');
const phonesOf = (prefix: string) =>
  Array.from({ length: CONTACTS }, (_, index) => `${prefix}${String(index).padStart(4, '0')}`);

const bare = await measureBare(phonesOf('+23767100'));
const ours = await measureProduct(phonesOf('+23767200'));
const result = {
  messages: CONTACTS * ROUNDS,
  bare: rounded(bare),
  product: rounded(ours),
  ratio: { all: ratio(ours.all, bare.all), known: ratio(ours.known, bare.known) },
};
writeFileSync('dist/bench/send-rate.json', JSON.stringify(result, null, 2));
say(`
one sender, ${CONTACTS} contacts × ${ROUNDS} messages, each acknowledged before the next
                     bare Baileys loop   the product   ratio
all ${String(result.messages).padEnd(4)} messages/s   ${String(result.bare.all).padStart(12)}   ${String(result.product.all).padStart(11)}   ${result.ratio.all}
known contacts/s     ${String(result.bare.known).padStart(12)}   ${String(result.product.known).padStart(11)}   ${result.ratio.known}
correct: every contact saw ${ROUNDS} different texts once, no id twice, the books recounted without a difference
`);
await simulator.stop();
process.exit(0);

type Rates = { all: number; known: number };

async function measureBare(phones: string[]): Promise<Rates> {
  const account = '+237699700001';
  const loop = new BareLoop(simulator.wsUrl, simulator.rootPublicKeyHex);
  await loop.link((qr) => simulator.order('scan', { qr, phone: account }));
  for (let round = 1; round <= ROUNDS; round += 1) await loop.sendRound(phones, `bare ${round}`);
  const rates = await ratesOf(account, phones);
  loop.end();
  return rates;
}

async function measureProduct(phones: string[]): Promise<Rates> {
  const account = '+237699700002';
  const testEnv = await startTestEnvOn(simulator, { RELANCE_CLOCK_RATE: CLOCK_RATE });
  try {
    const owner = await testEnv.owner('owner-bench');
    await link(testEnv, owner, account);
    await sendWithoutPauses(owner);
    await people(owner, phones);
    const { id } = await campaign(owner, 'Bench');
    await owner.post(`/campaigns/${id}/start`);
    await until('the campaign to complete', async () => (await campaignNow(owner, id)).status === 'completed', {
      within: 600_000,
      every: 500,
    });
    const { differences } = await (await testEnv.admin()).get<{ differences: number }>('/admin/integrity');
    if (differences !== 0) throw new Error(`the books differ: ${differences}`);
    return await ratesOf(account, phones);
  } finally {
    await testEnv.stop();
  }
}

/** From the ledger of the simulated WhatsApp: first to last arrival, over all rounds and without the first one. */
async function ratesOf(account: string, phones: readonly string[]): Promise<Rates> {
  const { messages } = await simulator.ask<{
    messages: { to: string; text?: string; shown: boolean; repeated: boolean; receivedAt: string }[];
  }>(`messages?account=${encodeURIComponent(account)}`);
  if (messages.length !== phones.length * ROUNDS)
    throw new Error(`${messages.length} messages instead of ${phones.length * ROUNDS}`);
  for (const phone of phones) {
    const texts = messages
      .filter((message) => `+${message.to.replace('+', '')}` === phone && message.shown && !message.repeated)
      .map(({ text }) => text);
    if (new Set(texts).size !== ROUNDS || texts.length !== ROUNDS)
      throw new Error(`${phone} saw ${texts.length} texts, ${new Set(texts).size} different`);
  }
  const arrivals = messages.map(({ receivedAt }) => Date.parse(receivedAt)).sort((a, b) => a - b);
  const rate = (from: number) =>
    ((arrivals.length - from - 1) * 1000) / ((arrivals.at(-1) ?? 0) - (arrivals[from] ?? 0));
  return { all: rate(0), known: rate(phones.length) };
}

function rounded({ all, known }: Rates): Rates {
  return { all: Math.round(all), known: Math.round(known) };
}

function ratio(a: number, b: number): number {
  return Math.round((a / b) * 100) / 100;
}
