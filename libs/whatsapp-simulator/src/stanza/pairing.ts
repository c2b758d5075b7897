import { createHmac } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import { lidJid, pnJid } from '../binary/jid.ts';
import { bytes, child, fromBigEndian, node, seconds, SERVER, type BinaryNode } from '../binary/nodes.ts';
import { isSignedBy, signWith } from '../crypto/keys.ts';
import { Companion } from '../people/companion.ts';
import { type ClientConnection } from '../server/client-connection.ts';
import { SimulatorProblem } from '../server/problem.ts';
import { newId, type World } from '../server/world.ts';
import { type PairingClient } from './pairing-client.ts';

const ACCOUNT_SIGNATURE = Buffer.from([6, 0]);
const DEVICE_SIGNATURE = Buffer.from([6, 1]);
/** How many QR codes a client may show, one after the other. */
const REFS = 6;
const RESTART_REQUIRED = 515;

type PairingData = NonNullable<proto.ClientPayload['devicePairingData']>;

const need = (value: Uint8Array | null | undefined, name: string): Buffer => {
  if (!value) throw new Error(`the registration lacks ${name}`);
  return Buffer.from(value);
};

/** Begins the pairing of a client that has no account: offers it the texts of its QR codes. */
export function beginPairing(world: World, connection: ClientConnection, noisePublic: Buffer, data: PairingData): void {
  const refs = Array.from({ length: REFS }, () => `2@${world.source.next(32).toString('base64')}`);
  connection.phase = 'pairing';
  connection.pairing = {
    noisePublic,
    identity: need(data.eIdent, 'the identity key'),
    registrationId: fromBigEndian(need(data.eRegid, 'the registration id')),
    signedPreKey: {
      id: fromBigEndian(need(data.eSkeyId, 'the signed key id')),
      public: need(data.eSkeyVal, 'the signed key'),
      signature: need(data.eSkeySig, 'the key signature'),
    },
    refs,
    code: undefined,
    offer: undefined,
  };
  const offered = refs.map((ref) => node('ref', {}, Buffer.from(ref)));
  connection.send(
    node('iq', { from: SERVER, type: 'set', id: newId(world), xmlns: 'md' }, [node('pair-device', {}, offered)]),
  );
}

/** A phone scans a QR text. Resolves with the linked device's number when the client has signed for it. */
export async function scan(
  world: World,
  order: { readonly qr: string; readonly phone: string },
): Promise<{ device: number }> {
  const [ref = '', noise = '', identity = '', secret = ''] = (order.qr.split('#')[1] ?? order.qr).split(',');
  if (!secret) throw new SimulatorProblem('qr', 'this is no QR text: it has no secret in its fourth part');
  const connection = [...world.connections].find(
    (each) => each.phase === 'pairing' && each.pairing?.refs.includes(ref),
  );
  const client = connection?.pairing;
  if (!connection || !client) throw new SimulatorProblem('qr', 'no client shows this QR any more');
  if (client.noisePublic.toString('base64') !== noise || client.identity.toString('base64') !== identity) {
    throw new SimulatorProblem('qr', 'the keys in this QR are not those of the client that shows it');
  }
  return offerAccount(world, connection, client, order.phone, Buffer.from(secret, 'base64'));
}

/** Sends pair-success; the promise settles with the client's signature or the end of its connection. */
export function offerAccount(
  world: World,
  connection: ClientConnection,
  client: PairingClient,
  phone: string,
  advSecret: Buffer,
): Promise<{ device: number }> {
  const account = world.directory.openAccount(phone);
  if (account.bannedWith !== undefined) throw new SimulatorProblem('phone', `the account of ${phone} is banned`);
  const device = account.nextDevice();
  const keyIndex = device;
  const identity = account.person.device(0).identity;
  const details = Buffer.from(
    proto.ADVDeviceIdentity.encode({
      rawId: identity.public.readUInt32BE(),
      timestamp: Number(seconds()),
      keyIndex,
      accountType: 0,
      deviceType: 0,
    }).finish(),
  );
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: identity.public,
    accountSignature: signWith(identity, Buffer.concat([ACCOUNT_SIGNATURE, details, client.identity])),
  }).finish();
  const sealed = proto.ADVSignedDeviceIdentityHMAC.encode({
    details: signed,
    hmac: createHmac('sha256', advSecret).update(signed).digest(),
  }).finish();
  const success = node('pair-success', {}, [
    node('device-identity', {}, Buffer.from(sealed)),
    node('device', { jid: pnJid(phone, device), lid: lidJid(account.person.lid, device) }),
    node('platform', { name: 'android' }),
  ]);
  return new Promise((resolve, reject) => {
    client.offer = {
      phone,
      device,
      keyIndex,
      details,
      accountKey: identity.public,
      done: () => resolve({ device }),
      failed: reject,
    };
    connection.send(node('iq', { from: SERVER, type: 'set', id: newId(world), xmlns: 'md', t: seconds() }, [success]));
  });
}

/** The client's signature for the account it was offered: links the device and asks the client to come again. */
export function completePairing(world: World, connection: ClientConnection, answer: BinaryNode): void {
  const client = connection.pairing;
  const offer = client?.offer;
  if (!client || !offer) return;
  const signedIdentity = bytes(child(child(answer, 'pair-device-sign'), 'device-identity'));
  const signature = signedIdentity && proto.ADVSignedDeviceIdentity.decode(signedIdentity).deviceSignature;
  const message = Buffer.concat([DEVICE_SIGNATURE, offer.details, client.identity, offer.accountKey]);
  if (!signature || !isSignedBy(client.identity, message, signature)) {
    offer.failed(new SimulatorProblem('qr', 'the client did not sign for the account it was offered'));
    connection.end('close');
    return;
  }
  const account = world.directory.openAccount(offer.phone);
  account.add(new Companion({ ...client, device: offer.device, keyIndex: offer.keyIndex, platform: 'web' }));
  world.accountsChanged();
  world.log(`linked · ${offer.phone}:${offer.device}`);
  client.offer = undefined;
  connection.endWith(node('stream:error', { code: RESTART_REQUIRED }));
  offer.done();
}

/** The client went away before it was linked: whoever waits for the link must know. */
export function abandonPairing(connection: ClientConnection): void {
  const gone = new SimulatorProblem('qr', 'the client went away before the device was linked');
  connection.pairing?.offer?.failed(gone);
  connection.pairing?.code?.typed?.refuse(gone);
}
