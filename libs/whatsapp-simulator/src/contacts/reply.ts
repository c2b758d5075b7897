import { encodeWAMessage, proto } from '@whiskeysockets/baileys';
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
import { messageOf, type Form } from './forms.ts';

/** Where it is said: to the account alone, or in one of the places that are no chat of two. */
export const PLACES = ['chat', 'status', 'broadcast', 'group', 'channel'] as const;
export type Place = (typeof PLACES)[number];

/** Why linked devices do not get a message: it is to be seen once (told in two ways), or belongs to another device. */
export const UNAVAILABLE = ['view_once', 'view_once_unavailable_fanout', 'hosted_unavailable_fanout'] as const;
export type Unavailable = (typeof UNAVAILABLE)[number];

/** What a contact writes; with an id that it used before, it is the same message once more. */
export interface Reply {
  readonly from: string;
  readonly account: string;
  readonly text?: string | undefined;
  readonly id?: string | undefined;
  readonly file?: OutgoingFile | undefined;
  readonly form?: Form | undefined;
  readonly target?: string | undefined;
  readonly place?: Place | undefined;
  /** How long ago it was written. */
  readonly agoMs?: number | undefined;
  /** Linked devices do not get it: they are told that it came, and why it is kept from them. */
  readonly unavailable?: Unavailable | undefined;
}

const TOKEN_BYTES = 16;

/** A contact writes to an account; every linked device gets it, at once or when it is back. Answers the message's id. */
export function reply(world: World, order: Reply): { id: string } {
  const account = world.directory.accounts.get(order.account);
  if (!account || account.companions.size === 0) {
    throw new SimulatorProblem('account', `no device is linked to an account ${order.account}`);
  }
  const { text = '', form = 'text', target, unavailable } = order;
  if (text === '' && form === 'text' && !order.file && !unavailable)
    throw new SimulatorProblem('text', 'a text message has words');
  const message = order.file
    ? attach(world, order.file, text)
    : messageOf({ form, text, target, account: order.account });
  const { id, place, agoMs } = order;
  return write(world, world.directory.person(order.from), account, message, { id, place, agoMs, unavailable });
}

/** Any message of a contact to an account. */
export function write(
  world: World,
  person: Person,
  account: Account,
  message: proto.IMessage,
  how: Pick<Reply, 'id' | 'place' | 'agoMs' | 'unavailable'> = {},
): { id: string } {
  const id = how.id ?? `3A${newId(world, 9)}`;
  const place = how.place ?? 'chat';
  const sentAt = Math.floor((Date.now() - (how.agoMs ?? 0)) / 1_000);
  for (const companion of account.companions.values()) {
    if (place === 'chat' && !companion.trustedBy.has(person.phone)) handOverToken(world, person, account, companion);
    sendTo(world, { person, account, companion, message, id, place, sentAt, unavailable: how.unavailable });
  }
  return { id };
}

interface Writing {
  readonly person: Person;
  readonly account: Account;
  readonly companion: Companion;
  readonly message: proto.IMessage;
  readonly id: string;
  readonly place: Place;
  /** Seconds of the clock. */
  readonly sentAt: number;
  readonly unavailable: Unavailable | undefined;
}

function sendTo(world: World, writing: Writing, retry?: { readonly count: number; readonly bundle: KeyBundle }): void {
  const { companion, id } = writing;
  companion.remember(id, (count, bundle) => sendTo(world, writing, { count, bundle }));
  companion.deliver(`message|${id}`, node('message', attributesOf(writing), [bodyOf(writing, retry)]));
}

/** Addresses of the places; a person's own address is the participant there. */
const PLACE_JIDS: Readonly<Record<Exclude<Place, 'chat'>, string>> = {
  status: 'status@broadcast',
  broadcast: '1700000000@broadcast',
  group: '120363000000000001@g.us',
  channel: '120363000000000002@newsletter',
};

function attributesOf({ person, message, id, place, sentAt }: Writing) {
  const common = { id, type: message.conversation ? 'text' : 'media', t: sentAt, notify: person.settings.name };
  if (place === 'channel') return { ...common, from: PLACE_JIDS.channel, server_id: '100' };
  const { addressing, hidesNumber } = person.settings;
  const isLid = addressing === 'lid' || hidesNumber;
  const phone = isLid && !hidesNumber ? person.pn : undefined;
  const lid = isLid ? undefined : lidJid(person.lid);
  const mode = isLid ? 'lid' : undefined;
  const jid = isLid ? lidJid(person.lid) : person.jid();
  if (place === 'chat') return { ...common, from: jid, addressing_mode: mode, sender_pn: phone, sender_lid: lid };
  const names = { participant: jid, addressing_mode: mode, participant_pn: phone, participant_lid: lid };
  return { ...common, from: PLACE_JIDS[place], ...names };
}

/** What a channel says is not encrypted. */
function bodyOf(writing: Writing, retry?: { count: number; bundle: KeyBundle }) {
  const { person, account, companion, message, place, unavailable } = writing;
  if (unavailable) return node('unavailable', { type: unavailable });
  if (place === 'channel') return node('plaintext', {}, Buffer.from(proto.Message.encode(message).finish()));
  const device = person.device(0);
  const remote = remoteName(account, companion);
  if (retry || !device.hasSession(remote)) device.begin(remote, retry?.bundle ?? companion.bundle());
  const { type, body } = device.encrypt(remote, encodeWAMessage(message));
  return node('enc', { v: 2, type, count: retry?.count }, body);
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
  const attrs = person.settings.hidesNumber
    ? { id, from: lidJid(person.lid), type: 'privacy_token', t: seconds() }
    : { id, from: person.pn, sender_lid: lidJid(person.lid), type: 'privacy_token', t: seconds() };
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
