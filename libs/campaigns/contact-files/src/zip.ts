import { problem } from '@relance/kernel';
import { createInflateRaw } from 'node:zlib';
import { ContactFileError } from '@relance/campaigns-domain';

/** One file of an archive, as its directory declares it. */
export type ZipEntry = {
  readonly name: string;
  readonly size: number;
  readonly method: number;
  readonly data: Uint8Array;
};

/** What all parts of a workbook that are read may come to; an honest one of 10 MB stays far below. */
export const INFLATED_MAX = 160 * 1024 * 1024;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const ENTRIES_MAX = 5000;

const broken = (): ContactFileError => new ContactFileError(problem('FILE_NOT_WHOLE'));
const bomb = (): ContactFileError => new ContactFileError(problem('FILE_UNPACKS_TOO_LARGE'));

/** The directory of an archive. Throws when it is broken, or declares more than `INFLATED_MAX` altogether. */
export function entriesOf(bytes: Uint8Array): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readDirectory(bytes, view);
  } catch (error) {
    if (error instanceof RangeError) throw broken();
    throw error;
  }
}

function readDirectory(bytes: Uint8Array, view: DataView): Map<string, ZipEntry> {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > ENTRIES_MAX) throw bomb();
  const entries = new Map<string, ZipEntry>();
  let declared = 0;
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== CENTRAL) throw broken();
    const [compressed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const name = Buffer.from(bytes.buffer, bytes.byteOffset + at + 46, nameLength).toString('utf8');
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + compressed > bytes.length) throw broken();
    declared += size;
    if (declared > INFLATED_MAX) throw bomb();
    const data = bytes.subarray(start, start + compressed);
    entries.set(name.replaceAll('\\', '/'), { name, size, method: view.getUint16(at + 10, true), data });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endOf(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_535); at -= 1) if (view.getUint32(at, true) === END) return at;
  throw broken();
}

/** A budget over all parts of one archive: what really comes out counts, whatever the directory says. */
export class InflateBudget {
  private used = 0;

  spend(bytes: number): void {
    this.used += bytes;
    if (this.used > INFLATED_MAX) throw bomb();
  }
}

const STEP = 64 * 1024;

/** The text of an entry in pieces. */
export async function* textOf(entry: ZipEntry, budget: InflateBudget): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const piece of contentOf(entry)) {
    budget.spend(piece.length);
    yield decoder.decode(piece, { stream: true });
  }
}

async function* contentOf({ method, data }: ZipEntry): AsyncGenerator<Uint8Array> {
  if (method === 0) {
    for (let at = 0; at < data.length; at += STEP) yield data.subarray(at, at + STEP);
    return;
  }
  if (method !== 8) throw broken();
  const inflater = createInflateRaw({ chunkSize: STEP });
  inflater.end(data);
  try {
    for await (const piece of inflater) yield piece as Buffer; // a stream of bytes by its options
  } catch (error) {
    if (error instanceof ContactFileError) throw error;
    throw broken();
  } finally {
    inflater.destroy();
  }
}
