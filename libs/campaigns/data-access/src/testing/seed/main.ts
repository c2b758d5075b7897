/** `npm run seed`: fills the database that MONGODB_URI names, or that of `npm start`, with made-up owners and campaigns. */
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { NotEmptyError, seedDatabase } from './seed-database.ts';
import { standardSeed } from './seed-plan.ts';

const HELP = `Usage: npm run seed -- [--owners 2000] [--campaigns N] [--contacts N] [--targets N] [--seed 1]

Fills a database that has no campaigns with made-up owners, contacts, campaigns, targets and messages. What is not given
follows from the owners: 5 campaigns, 250 contacts and 500 targets (some 1,700 messages) for each.
The database is that of MONGODB_URI, else that of a running "npm start". Nobody's phone is linked: nothing is sent.`;

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new RangeError(`--${name} takes a whole number, not "${text}"`);
  return Number(text);
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const options = {
    owners: text,
    campaigns: text,
    contacts: text,
    targets: text,
    seed: text,
    help: { type: 'boolean' },
  };
  const { values } = parseArgs({ options: options as typeof options & { help: { type: 'boolean' } } });
  if (values.help) return console.log(HELP);
  const owners = wholeNumber('owners', values.owners, standardSeed.owners);
  const each = (total: number) => (total / standardSeed.owners) * owners;
  const plan = {
    owners,
    campaigns: wholeNumber('campaigns', values.campaigns, each(standardSeed.campaigns)),
    contacts: wholeNumber('contacts', values.contacts, each(standardSeed.contacts)),
    targets: wholeNumber('targets', values.targets, each(standardSeed.targets)),
    seed: wholeNumber('seed', values.seed, standardSeed.seed),
    now: new Date(),
  };
  const uri =
    process.env['MONGODB_URI'] ||
    `mongodb://127.0.0.1:${process.env['RELANCE_MONGO_PORT'] || 27117}/relance?replicaSet=rs0`;
  const connection = await mongoose
    .createConnection(uri, { autoIndex: false, autoCreate: false, serverSelectionTimeoutMS: 5_000 })
    .asPromise();
  const begun = performance.now();
  let told = 0;
  try {
    const report = await seedDatabase(connection, plan, (done) => {
      const tenth = Math.floor((done * 10) / owners);
      if (tenth === told) return;
      told = tenth;
      console.log(`${tenth * 10} % after ${Math.round((performance.now() - begun) / 1000)} s`);
    });
    console.log(JSON.stringify({ seconds: Math.round((performance.now() - begun) / 1000), written: report }));
  } finally {
    await connection.close();
  }
}

/** What a person can mend is one sentence. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof NotEmptyError || error instanceof RangeError || error instanceof TypeError) return error.message;
  if (error.name === 'MongooseServerSelectionError' || error.name === 'MongoServerSelectionError')
    return `No database answers (${error.message}). Start one with "npm start", or name one in MONGODB_URI.`;
  return error.stack ?? error.message;
}

await main().catch((error: unknown) => {
  console.error(sentenceOf(error));
  process.exitCode = 1;
});
