import { deflateSync } from 'node:zlib';
import { encodeWAMessage, proto } from '@whiskeysockets/baileys';
import { lidJid } from '../binary/jid.ts';
import { node, seconds } from '../binary/nodes.ts';
import { type Account } from '../people/account.ts';
import { type Companion } from '../people/companion.ts';
import { type Person } from '../people/person.ts';
import { newId, type World } from '../server/world.ts';

/** The name of a session between a simulated device and a linked one; a device linked anew gets a new one. */
export const remoteName = (account: Account, companion: Companion): string =>
  `${account.phone}:${companion.device}:${companion.identity.toString('base64', 0, 9)}`;

/**
 * What the phone sends to a device that was just linked: keys for the app state and a first history, which is empty
 * (this phone has no older chats). Without it a client waits 20 seconds before it tells its events.
 */
export function sendFirstHistory(world: World, account: Account, companion: Companion): void {
  companion.historySent = true;
  world.accountsChanged();
  const type = proto.Message.ProtocolMessage.Type;
  const keyId = { keyId: world.source.derive(`${account.phone}:app state key id`, 6) };
  const keyData = {
    keyData: world.source.derive(`${account.phone}:app state key`),
    fingerprint: { rawId: 1, currentIndex: 0, deviceIndexes: [0] },
  };
  sendPeerMessage(world, account, companion, {
    type: type.APP_STATE_SYNC_KEY_SHARE,
    appStateSyncKeyShare: { keys: [{ keyId, keyData }] },
  });
  const history = proto.HistorySync.encode({
    syncType: proto.HistorySync.HistorySyncType.INITIAL_BOOTSTRAP,
    progress: 100,
    chunkOrder: 1,
    phoneNumberToLidMappings: [{ pnJid: account.person.pn, lidJid: lidJid(account.person.lid) }],
  }).finish();
  sendPeerMessage(world, account, companion, {
    type: type.HISTORY_SYNC_NOTIFICATION,
    historySyncNotification: {
      syncType: proto.HistorySync.HistorySyncType.INITIAL_BOOTSTRAP,
      initialHistBootstrapInlinePayload: deflateSync(history),
      chunkOrder: 1,
      progress: 100,
    },
  });
}

/** The account's owner writes to somebody on the phone: every linked device gets a copy. Answers the message's id. */
export function writeOnPhone(world: World, account: Account, to: Person, text: string): { id: string } {
  const id = `3A${newId(world, 9)}`;
  const deviceSentMessage = { destinationJid: to.pn, message: { conversation: text } };
  for (const companion of account.companions.values())
    sendFromPhone({ account, companion, message: { deviceSentMessage }, id }, { recipient: to.pn });
  return { id };
}

function sendPeerMessage(
  world: World,
  account: Account,
  companion: Companion,
  protocolMessage: proto.Message.IProtocolMessage,
): void {
  const id = newId(world, 10);
  sendFromPhone({ account, companion, message: { protocolMessage }, id }, { category: 'peer' });
}

interface FromPhone {
  readonly account: Account;
  readonly companion: Companion;
  readonly message: proto.IMessage;
  readonly id: string;
}

function sendFromPhone(
  { account, companion, message, id }: FromPhone,
  more: { readonly category: string } | { readonly recipient: string },
): void {
  const phone = account.person.device(0);
  const remote = remoteName(account, companion);
  if (!phone.hasSession(remote)) phone.begin(remote, companion.bundle());
  const { type, body } = phone.encrypt(remote, encodeWAMessage(message));
  const attrs = {
    id,
    from: account.person.pn,
    // Named from the first message on: a client that learns it in between looks for the session under another address.
    sender_lid: lidJid(account.person.lid),
    type: 'text',
    t: seconds(),
    notify: account.person.settings.name,
    ...more,
  };
  companion.deliver(`message|${id}`, node('message', attrs, [node('enc', { v: 2, type }, body)]));
}
