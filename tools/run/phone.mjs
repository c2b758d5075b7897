// `npm run phone -- <act> …`: the demo's small control. Plays the owners' phones and their contacts while
// `npm run demo` runs in another terminal.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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
  say: {
    usage:
      'say <contact phone> <form> [text] [target message id]   forms: button, list, native-flow, edit, location, …',
    run: (stage, from, form, text = '', target) => speak(stage, from, { form, text, ...(target && { target }) }, form),
  },
  send: {
    usage: 'send <contact phone> <image|video|document|voice|audio|sticker> <file> [caption]',
    run: (stage, from, kind, file, caption = '') =>
      speak(stage, from, { text: caption, file: { kind, base64: readFileSync(file).toString('base64') } }, kind),
  },
  post: {
    usage: 'post <contact phone> <status|broadcast|group|channel> <text>',
    run: (stage, from, place, ...words) => speak(stage, from, { place, text: words.join(' ') }, `in ${place}`),
  },
  account: {
    usage: 'account <phone as written> <number of the account>',
    run: async (stage, phone, account) => {
      await control(stage, 'contact', { phone, account });
      return `WhatsApp knows ${phone} as ${account}.`;
    },
  },
  inbox: { usage: 'inbox <contact phone>', run: inbox },
  save: { usage: 'save <contact phone> <message id> <file>', run: save },
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

/** Whoever wrote to the contact last is answered. */
async function speak(stage, from, said, what) {
  if (!from) throw new Error('Who speaks? Give the phone number of a contact.');
  const { messages } = await control(stage, `messages?to=${encodeURIComponent(from)}`);
  const account = messages.at(-1)?.account ?? Object.values(owners)[0];
  const { id } = await control(stage, 'reply', { from, account, ...said });
  return `${from} sent ${what} to ${account} (message ${id}).`;
}

async function inbox(stage, phone) {
  const { inbox: seen } = await control(stage, `contact?phone=${encodeURIComponent(phone)}`);
  const fileOf = ({ file }) => (file ? `  [${file.kind}, ${file.mimetype}, ${file.bytes} bytes]` : '');
  return seen.map((each) => `${each.id}  ${each.text ?? ''}${fileOf(each)}`).join('\n') || 'Nothing yet.';
}

async function save(stage, phone, id, target) {
  const file = await control(stage, `file?phone=${encodeURIComponent(phone)}&id=${encodeURIComponent(id)}`);
  writeFileSync(target, Buffer.from(file.base64, 'base64'));
  return `${target}: ${file.kind}, ${file.mimetype}, ${file.bytes} bytes.`;
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
