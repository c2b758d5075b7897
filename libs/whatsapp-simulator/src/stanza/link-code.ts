import { createCipheriv, createDecipheriv, hkdfSync, pbkdf2 } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parseJid } from '../binary/jid.ts';
import { bytes, child, needBytes, node, seconds, SERVER, type BinaryNode } from '../binary/nodes.ts';
import { agreement, keyPairFrom } from '../crypto/keys.ts';
import { type PairingRefusal } from '../faults/fault.ts';
import { type ClientConnection } from '../server/client-connection.ts';
import { SimulatorProblem } from '../server/problem.ts';
import { newId, reportOwnError, type World } from '../server/world.ts';
import { errorOf } from './iq/router.ts';
import { offerAccount } from './pairing.ts';
import { type CodeRequest, type PairingClient } from './pairing-client.ts';

const keyFromCode = promisify(pbkdf2);
const ITERATIONS = 2 << 16;
const BAD_REQUEST = 400;
const GCM_TAG = 16;
const PATIENCE_MS = 1000;
const LOOK_EVERY_MS = 10;

/** Code and text of each refusal. Those of the real server are not known but for the browser's. */
const REFUSALS: Readonly<Record<PairingRefusal, readonly [code: number, text: string]>> = {
  browser: [BAD_REQUEST, 'bad-request'],
  passkey: [403, 'passkey-required'],
  version: [405, 'client-too-old'],
  expired: [410, 'expired'],
  'too-many': [429, 'rate-overlimit'],
};

/** Browsers and systems the real server knows; it refuses made-up names when a code is asked for. */
const KNOWN_DISPLAY =
  /^(Chrome|Firefox|Safari|Edge|Opera|Desktop|Electron|IE) \((Mac OS|Windows|Ubuntu|Linux|Debian|Chrome OS)\)$/;

/** Both stages of linking by code: the client's hello, and its key bundle once the code was typed. */
export function receiveLinkCode(world: World, connection: ClientConnection, iq: BinaryNode): void {
  const request = child(iq, 'link_code_companion_reg');
  const client = connection.pairing;
  if (!request || !client) return;
  if (request.attrs['stage'] === 'companion_hello') return greet(world, connection, client, iq, request);
  connection.send(node('iq', { from: SERVER, type: 'result', id: iq.attrs['id'] }));
  client.code?.typed?.finish(
    needBytes(request, 'link_code_pairing_wrapped_key_bundle'),
    needBytes(request, 'companion_identity_public'),
  );
}

function greet(
  world: World,
  connection: ClientConnection,
  client: PairingClient,
  iq: BinaryNode,
  request: BinaryNode,
): void {
  const display = bytes(child(request, 'companion_platform_display'))?.toString('utf8') ?? '';
  const phone = parseJid(request.attrs['jid'])?.user ?? '';
  const ordered = world.faults.trigger('pairing-refused', { account: phone })?.refusal;
  const refusal = ordered ?? (KNOWN_DISPLAY.test(display) ? undefined : 'browser');
  if (refusal) return connection.send(errorOf(iq, ...REFUSALS[refusal]));
  if (!/^\d{5,15}$/.test(phone)) return connection.send(errorOf(iq, BAD_REQUEST, 'bad-request'));
  const ref = world.source.next(16).toString('base64');
  client.code = {
    phone,
    ref,
    display,
    wrappedEphemeral: needBytes(request, 'link_code_pairing_wrapped_companion_ephemeral_pub'),
    typed: undefined,
  };
  const answer = node('link_code_companion_reg', { stage: 'companion_hello' }, [
    node('link_code_pairing_ref', {}, Buffer.from(ref)),
  ]);
  connection.send(node('iq', { from: SERVER, type: 'result', id: iq.attrs['id'] }, [answer]));
}

/** The code is typed on the phone. Resolves when the device is linked. */
export async function linkCode(
  world: World,
  order: { readonly code: string; readonly phone: string },
): Promise<{ device: number }> {
  const { connection, client, request } = await clientWaitingFor(world, order.phone);
  const code = order.code.replace(/[\s-]/g, '').toUpperCase();
  const identity = world.directory.person(order.phone).device(0).identity;
  const ephemeral = keyPairFrom(world.source.next(32));
  const companionEphemeral = await unwrap(request.wrappedEphemeral, code);
  const bundle = await askForBundle(world, connection, request, {
    wrapped: await wrap(world, ephemeral.public, code),
    identity: identity.public,
  });
  const shared = agreement(ephemeral, companionEphemeral);
  const random = openBundle(bundle, shared, client.identity);
  const secret = hkdfSync(
    'sha256',
    Buffer.concat([shared, agreement(identity, client.identity), random]),
    '',
    'adv_secret',
    32,
  );
  return offerAccount(world, connection, client, order.phone, Buffer.from(secret));
}

interface WaitingClient {
  readonly connection: ClientConnection;
  readonly client: PairingClient;
  readonly request: CodeRequest;
}

/** The newest client that asked for a code; its request may still be on its way when the code is known already. */
async function clientWaitingFor(world: World, phone: string): Promise<WaitingClient> {
  for (let left = PATIENCE_MS; left >= 0; left -= LOOK_EVERY_MS) {
    for (const connection of [...world.connections].reverse()) {
      const client = connection.phase === 'pairing' ? connection.pairing : undefined;
      if (client?.code?.phone === phone) return { connection, client, request: client.code };
    }
    await delay(LOOK_EVERY_MS);
  }
  throw new SimulatorProblem('phone', `no client waits for a code of ${phone}`);
}

interface PrimaryKeys {
  readonly wrapped: Buffer;
  readonly identity: Buffer;
}

function askForBundle(
  world: World,
  connection: ClientConnection,
  request: CodeRequest,
  keys: PrimaryKeys,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    request.typed = { finish: (bundle) => resolve(bundle), refuse: reject };
    const content = [
      node('link_code_pairing_ref', {}, Buffer.from(request.ref)),
      node('primary_identity_pub', {}, keys.identity),
      node('link_code_pairing_wrapped_primary_ephemeral_pub', {}, keys.wrapped),
    ];
    const attrs = { id: newId(world), from: SERVER, type: 'link_code_companion_reg', t: seconds() };
    connection.send(
      node('notification', attrs, [node('link_code_companion_reg', { stage: 'primary_hello' }, content)]),
    );
    if (!connection.isOpen) reportOwnError(world, 'link code', new Error('the client left while the code was typed'));
  });
}

async function unwrap(wrapped: Buffer, code: string): Promise<Buffer> {
  const key = await keyFromCode(code, wrapped.subarray(0, 32), ITERATIONS, 32, 'sha256');
  const decipher = createDecipheriv('aes-256-ctr', key, wrapped.subarray(32, 48));
  return Buffer.concat([decipher.update(wrapped.subarray(48, 80)), decipher.final()]);
}

async function wrap(world: World, publicKey: Buffer, code: string): Promise<Buffer> {
  const salt = world.source.next(32);
  const iv = world.source.next(16);
  const cipher = createCipheriv('aes-256-ctr', await keyFromCode(code, salt, ITERATIONS, 32, 'sha256'), iv);
  return Buffer.concat([salt, iv, cipher.update(publicKey), cipher.final()]);
}

/** Opens what the client sent, which works only if both sides knew the same code; answers the client's random part. */
function openBundle(bundle: Buffer, shared: Buffer, clientIdentity: Buffer): Buffer {
  const [salt, iv, body] = [bundle.subarray(0, 32), bundle.subarray(32, 44), bundle.subarray(44)];
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'link_code_pairing_key_bundle_encryption_key', 32));
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.alloc(0));
    decipher.setAuthTag(body.subarray(-GCM_TAG));
    const plain = Buffer.concat([decipher.update(body.subarray(0, -GCM_TAG)), decipher.final()]);
    if (plain.subarray(0, 32).equals(clientIdentity)) return plain.subarray(64, 96);
  } catch {
    // Falls through: a wrong code shows as a bundle that does not open.
  }
  throw new SimulatorProblem('code', 'this is not the code the client shows');
}
