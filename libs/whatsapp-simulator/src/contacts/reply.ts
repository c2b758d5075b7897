import { encodeWAMessage, type proto } from '@whiskeysockets/baileys';
import { lidJid } from '../binary/jid.ts';
import { node, seconds } from '../binary/nodes.ts';
import { type Account } from '../people/account.ts';
import { type Companion } from '../people/companion.ts';
import { type Person } from '../people/person.ts';
import { remoteName } from '../phone/own-phone.ts';
import { SimulatorProblem } from '../server/problem.ts';
import { newId, type World } from '../server/world.ts';
import { type KeyBundle } from '../signal/signal-device.ts';
import { attach, type OutgoingFile } from './attach.ts';

/** What a contact writes; with an id that it used before, it is the same message once more. */
export interface Reply {
  readonly from: string;
  readonly account: string;
  readonly text: string;
  readonly id?: string | undefined;
  readonly file?: OutgoingFile | undefined;
}

const TOKEN_BYTES = 16;

/** A contact writes to an account; every linked device gets it, at once or when it is back. Answers the message's id. */
export function reply(world: World, order: Reply): { id: string } {
  const account = world.directory.accounts.get(order.account);
  if (!account || account.companions.size === 0) {
    throw new SimulatorProblem('account', `no device is linked to an account ${order.account}`);
  }
  const message = order.file ? attach(world, order.file, order.text) : { conversation: order.text };
  return write(world, world.directory.person(order.from), account, message, order.id);
}

/** Any message of a contact to an account. */
export function write(
  world: World,
  person: Person,
  account: Account,
  message: proto.IMessage,
  givenId?: string,
): { id: string } {
  const id = givenId ?? `3A${newId(world, 9)}`;
  for (const companion of account.companions.values()) {
    if (!companion.trustedBy.has(person.phone)) handOverToken(world, person, account, companion);
    sendTo(world, { person, account, companion, message, id });
  }
  return { id };
}

interface Writing {
  readonly person: Person;
  readonly account: Account;
  readonly companion: Companion;
  readonly message: proto.IMessage;
  readonly id: string;
}

function sendTo(world: World, writing: Writing, retry?: { readonly count: number; readonly bundle: KeyBundle }): void {
  const { person, account, companion, id } = writing;
  const device = person.device(0);
  const remote = remoteName(account, companion);
  if (retry || !device.hasSession(remote)) device.begin(remote, retry?.bundle ?? companion.bundle());
  const { type, body } = device.encrypt(remote, encodeWAMessage(writing.message));
  const isLid = person.settings.addressing === 'lid';
  const attrs = {
    id,
    from: person.jid(),
    type: writing.message.conversation ? 'text' : 'media',
    t: seconds(),
    notify: person.settings.name,
    addressing_mode: isLid ? 'lid' : undefined,
    sender_pn: isLid ? person.pn : undefined,
    sender_lid: isLid ? undefined : lidJid(person.lid),
  };
  companion.remember(id, (count, bundle) => sendTo(world, writing, { count, bundle }));
  companion.deliver(`message|${id}`, node('message', attrs, [node('enc', { v: 2, type, count: retry?.count }, body)]));
}

/** Whoever writes first trusts the other: the client will put this token into its messages to the contact. */
function handOverToken(world: World, person: Person, account: Account, companion: Companion): void {
  const token = person.tokens.get(account.phone) ?? world.source.next(TOKEN_BYTES);
  person.tokens.set(account.phone, token);
  companion.trustedBy.add(person.phone);
  const id = newId(world);
  const tokens = node('tokens', {}, [
    node('token', { jid: account.person.pn, t: seconds(), type: 'trusted_contact' }, token),
  ]);
  const attrs = { id, from: person.pn, sender_lid: lidJid(person.lid), type: 'privacy_token', t: seconds() };
  companion.deliver(`notification|${id}`, node('notification', attrs, [tokens]));
}

/** What the contact was told to answer to such a text. */
export function answerByItself(world: World, person: Person, account: Account, text: string): void {
  for (const answer of person.settings.autoReplies) {
    if (answer.when !== undefined && !text.toLowerCase().includes(answer.when.toLowerCase())) continue;
    if (!person.mayAnswer(answer)) continue;
    world.scheduler.later(answer.afterMs ?? 0, () => {
      if (account.companions.size > 0) write(world, person, account, { conversation: answer.text });
    });
  }
}
