import { type proto } from '@whiskeysockets/baileys';
import { lidJid } from '../binary/jid.ts';
import { node, seconds, SERVER } from '../binary/nodes.ts';
import { type ClientFinish } from '../noise/noise-session.ts';
import { type Account } from '../people/account.ts';
import { type Companion } from '../people/companion.ts';
import { sendFirstHistory } from '../phone/own-phone.ts';
import { type ClientConnection } from '../server/client-connection.ts';
import { type World } from '../server/world.ts';
import { beginPairing } from './pairing.ts';

const OUTDATED = 405;
const NOT_LINKED = 401;

/** Why a login is refused, as the attributes of `<failure>`. */
interface Refusal {
  readonly reason: number;
  readonly code?: number | undefined;
  readonly expire?: number | undefined;
}

/** The client has said who it is: pairs it, logs it in, or tells it why not. */
export function admit(world: World, connection: ClientConnection, finish: ClientFinish): void {
  if (isOutdated(world, finish.payload)) return refuse(connection, { reason: OUTDATED });
  if (finish.payload.devicePairingData) {
    const fault = world.faults.trigger('login-failure', {});
    if (fault) return refuse(connection, { reason: fault.reason ?? OUTDATED, code: fault.code, expire: fault.expire });
    return beginPairing(world, connection, finish.noisePublic, finish.payload.devicePairingData);
  }
  const phone = String(finish.payload.username ?? '');
  // A refusal of everybody triggered at the upgrade already; here only those remain that name the account.
  const refusesAccount = world.faults.has('refuse-connections', (fault) => fault.account === phone);
  if (refusesAccount && world.faults.trigger('refuse-connections', { account: phone })) {
    world.connectionLedger.add({ account: phone, what: 'refused', how: 'drop' });
    return connection.end('drop');
  }
  const account = world.directory.accounts.get(phone);
  const companion = account?.companions.get(finish.payload.device ?? 0);
  const refusal = refusalOf(world, phone, account, companion, finish.noisePublic);
  if (refusal || !account || !companion) {
    const known = refusal ?? { reason: NOT_LINKED };
    world.connectionLedger.add({ account: phone, what: 'refused', how: `failure ${known.reason}` });
    return refuse(connection, known);
  }
  const slow = world.faults.trigger('slow-login', { account: phone });
  if (slow) world.scheduler.later(slow.ms ?? 0, () => logIn(world, connection, account, companion));
  else logIn(world, connection, account, companion);
}

function isOutdated(world: World, payload: proto.ClientPayload): boolean {
  const minimum = world.tuning.minimumVersion;
  const version = payload.userAgent?.appVersion;
  if (!minimum || !version) return false;
  const own = [version.primary ?? 0, version.secondary ?? 0, version.tertiary ?? 0];
  for (const [index, least] of minimum.entries()) {
    const part = own[index] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}

function refusalOf(
  world: World,
  phone: string,
  account: Account | undefined,
  companion: Companion | undefined,
  noisePublic: Buffer,
): Refusal | undefined {
  const fault = world.faults.trigger('login-failure', { account: phone });
  if (fault) return { reason: fault.reason ?? OUTDATED, code: fault.code, expire: fault.expire };
  if (account?.bannedWith !== undefined) return { reason: account.bannedWith };
  if (!companion || !companion.noisePublic.equals(noisePublic)) return { reason: NOT_LINKED };
  return undefined;
}

function refuse(connection: ClientConnection, refusal: Refusal): void {
  connection.endWith(
    node('failure', { reason: refusal.reason, code: refusal.code, expire: refusal.expire, location: 'sim' }),
  );
}

function logIn(world: World, connection: ClientConnection, account: Account, companion: Companion): void {
  if (!connection.isOpen) return;
  replaceOlder(world, connection, companion);
  connection.phase = 'open';
  connection.account = account;
  connection.companion = companion;
  companion.link = connection;
  companion.receiving = false;
  account.counters.logins += 1;
  world.connectionLedger.add({ account: account.phone, what: 'opened', how: 'login' });
  world.log(`login · ${account.phone}:${companion.device}`);
  connection.send(
    node('success', {
      t: seconds(),
      lid: lidJid(account.person.lid, companion.device),
      display_name: account.person.settings.name,
    }),
  );
  const routing = node('edge_routing', {}, [node('routing_info', {}, Buffer.from([8, 8, 8, 5]))]);
  connection.send(node('ib', { from: SERVER }, [routing]));
}

function replaceOlder(world: World, connection: ClientConnection, companion: Companion): void {
  for (const older of world.connections) {
    if (older === connection || older.companion !== companion || !older.isOpen) continue;
    older.companion = undefined;
    older.endWith(node('stream:error', {}, [node('conflict', { type: 'replaced' })]));
  }
}

/** The client is ready for stanzas: what it missed, marked as such, then what the phone has for a new device. */
export function startReceiving(world: World, connection: ClientConnection): void {
  const { account, companion } = connection;
  if (!account || !companion) return;
  const missed = companion.unconfirmed();
  const count = (tag: string) => missed.filter((stanza) => stanza.tag === tag).length;
  const preview = {
    count: missed.length,
    message: count('message'),
    receipt: count('receipt'),
    notification: count('notification'),
    appdata: 0,
    call: 0,
  };
  connection.send(node('ib', { from: SERVER }, [node('offline_preview', preview)]));
  for (const [index, stanza] of missed.entries())
    connection.send({ ...stanza, attrs: { ...stanza.attrs, offline: String(index) } });
  companion.receiving = true;
  if (world.faults.trigger('offline-marker-none', { account: account.phone })) return;
  connection.send(node('ib', { from: SERVER }, [node('offline', { count: missed.length })]));
  if (!companion.historySent) sendFirstHistory(world, account, companion);
}

/** The connection is gone: its device waits for the next. */
export function logOff(connection: ClientConnection): void {
  if (connection.companion?.link !== connection) return;
  connection.companion.link = undefined;
  connection.companion.receiving = false;
}
