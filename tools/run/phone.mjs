// `npm run phone -- <act> …`: the demo's small control. Plays the owners' phones and their contacts while
// `npm run demo` runs in another terminal.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { workspaceRoot } from './bootstrap.mjs';
import { control, owners, scanFor } from './demo.mjs';

const acts = {
  scan: { usage: 'scan <owner>', run: async (stage, owner) => `${owner} ${await scanFor(stage, known(owner))}.` },
  drop: { usage: 'drop <owner>', run: (stage, owner) => fault(stage, owner, 'drop', 'lost its connection.') },
  refuse: {
    usage: 'refuse <owner>',
    run: (stage, owner) => fault(stage, owner, 'refuse-connections', 'is turned away until `accept`.'),
  },
  logout: {
    usage: 'logout <owner>',
    run: (stage, owner) => fault(stage, owner, 'logged-out', 'was unlinked on the phone.'),
  },
  replace: {
    usage: 'replace <owner>',
    run: (stage, owner) => fault(stage, owner, 'replaced', 'was replaced by another client.'),
  },
  accept: { usage: 'accept', run: async (stage) => (await control(stage, 'clear-faults', {}), 'All faults are over.') },
  reply: { usage: 'reply <contact phone> <text>', run: reply },
  contacts: { usage: 'contacts <owner>', run: contacts },
};

const [act, ...args] = process.argv.slice(2);
const chosen = acts[act];
if (!chosen) {
  console.error(
    `Acts:\n${Object.values(acts)
      .map(({ usage }) => `  npm run phone -- ${usage}`)
      .join('\n')}\nOwners: ${Object.keys(owners).join(', ')}`,
  );
  process.exit(1);
}
try {
  console.log(await chosen.run(readStage(), ...args));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

function readStage() {
  const file = join(resolve(workspaceRoot, process.env.RELANCE_DATA_DIR || '.data/demo'), 'demo.json');
  if (!existsSync(file)) throw new Error('The demo does not run; start it with `npm run demo`.');
  return JSON.parse(readFileSync(file, 'utf8'));
}

function known(owner) {
  if (!owners[owner])
    throw new Error(`No such owner: ${owner ?? '(none given)'}. There are ${Object.keys(owners).join(', ')}.`);
  return owner;
}

async function fault(stage, owner, kind, words) {
  await control(stage, 'fault', { kind, account: owners[known(owner)] });
  return `${owner} ${words}`;
}

async function reply(stage, from, ...words) {
  if (!from || words.length === 0)
    throw new Error('Who answers, and what? npm run phone -- reply <contact phone> <text>');
  const { messages } = await control(stage, `messages?to=${encodeURIComponent(from)}`);
  const account = messages.at(-1)?.account;
  if (!account) throw new Error(`${from} has got no message yet, so there is nothing to answer.`);
  await control(stage, 'reply', { from, account, text: words.join(' ') });
  return `${from} answered "${words.join(' ')}".`;
}

async function contacts(stage, owner) {
  const { messages } = await control(stage, `messages?account=${encodeURIComponent(owners[known(owner)])}`);
  const byContact = groupedByContact(messages);
  return (
    [...byContact]
      .map(([to, got]) => `+${to.replace('+', '')}  ${got.length} messages, last: ${got.at(-1).text}`)
      .join('\n') || 'Nobody yet.'
  );
}

function groupedByContact(messages) {
  const groups = new Map();
  for (const message of messages) groups.set(message.to, [...(groups.get(message.to) ?? []), message]);
  return groups;
}
