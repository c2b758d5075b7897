/** The two Signal messages in protobuf, and no more of protobuf than they need (varints and byte fields). */

export interface WhisperMessage {
  readonly ratchetKey: Buffer;
  readonly counter: number;
  readonly previousCounter: number;
  readonly ciphertext: Buffer;
}

export interface PreKeyMessage {
  readonly preKeyId: number | undefined;
  readonly signedPreKeyId: number;
  readonly registrationId: number;
  readonly baseKey: Buffer;
  readonly identityKey: Buffer;
  readonly message: Buffer;
}

type Field = number | Buffer;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value >>> 0;
  while (left > 127) {
    bytes.push((left & 127) | 128);
    left >>>= 7;
  }
  bytes.push(left);
  return bytes;
}

function encode(fields: ReadonlyArray<readonly [number, Field | undefined]>): Buffer {
  const parts: Buffer[] = [];
  for (const [id, value] of fields) {
    if (value === undefined) continue;
    if (typeof value === 'number') parts.push(Buffer.from([...varint(id << 3), ...varint(value)]));
    else parts.push(Buffer.from([...varint((id << 3) | 2), ...varint(value.length)]), value);
  }
  return Buffer.concat(parts);
}

function decode(bytes: Buffer): Map<number, Field> {
  const fields = new Map<number, Field>();
  let at = 0;
  const read = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined || shift > 63) throw new Error('a Signal message is cut short');
      at += 1;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = read();
    const value = read();
    if ((tag & 7) === 0) {
      fields.set(tag >>> 3, value);
      continue;
    }
    if ((tag & 7) !== 2 || at + value > bytes.length) throw new Error('a Signal message has a field of unknown kind');
    fields.set(tag >>> 3, bytes.subarray(at, at + value));
    at += value;
  }
  return fields;
}

function bytesOf(fields: Map<number, Field>, id: number, name: string): Buffer {
  const value = fields.get(id);
  if (!Buffer.isBuffer(value)) throw new Error(`a Signal message lacks its ${name}`);
  return value;
}

const numberOf = (fields: Map<number, Field>, id: number): number | undefined => {
  const value = fields.get(id);
  return typeof value === 'number' ? value : undefined;
};

export const encodeWhisper = (message: WhisperMessage): Buffer =>
  encode([
    [1, message.ratchetKey],
    [2, message.counter],
    [3, message.previousCounter],
    [4, message.ciphertext],
  ]);

export function decodeWhisper(bytes: Buffer): WhisperMessage {
  const fields = decode(bytes);
  return {
    ratchetKey: bytesOf(fields, 1, 'ratchet key'),
    counter: numberOf(fields, 2) ?? 0,
    previousCounter: numberOf(fields, 3) ?? 0,
    ciphertext: bytesOf(fields, 4, 'ciphertext'),
  };
}

export const encodePreKeyMessage = (message: PreKeyMessage): Buffer =>
  encode([
    [1, message.preKeyId],
    [2, message.baseKey],
    [3, message.identityKey],
    [4, message.message],
    [5, message.registrationId],
    [6, message.signedPreKeyId],
  ]);

export function decodePreKeyMessage(bytes: Buffer): PreKeyMessage {
  const fields = decode(bytes);
  return {
    preKeyId: numberOf(fields, 1),
    signedPreKeyId: numberOf(fields, 6) ?? 0,
    registrationId: numberOf(fields, 5) ?? 0,
    baseKey: bytesOf(fields, 2, 'base key'),
    identityKey: bytesOf(fields, 3, 'identity key'),
    message: bytesOf(fields, 4, 'message'),
  };
}
