import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './api-process.ts';

/** A request as a guide shows it: an `http <name>` block of its first line, headers, an empty line and a body. */
export type SampledRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
};
/** An answer as a guide shows it: a `json <name> <status>` block; live events have no status. */
export type SampledAnswer = { readonly status: number | null; readonly body: unknown };

/** Keys whose values differ from run to run: only their type (and null) is compared. */
const changing = new Set([
  ...['id', 'requestId', 'rev', 'qr', 'qrText', 'pairingCode', 'nextCursor'],
  ...['jobId', 'campaignId', 'contactId', 'targetId', 'token', 'secret', 'messageId'],
]);
/** WhatsApp tells the account's own name some time after the connection opened. */
const late = new Set(['pushName']);
const isInstant = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

/** One guide, read from the repository. */
export class Guide {
  private text: string;
  private readonly path: string;

  constructor(readonly file: string) {
    this.path = join(workspaceRoot, file);
    this.text = readFileSync(this.path, 'utf8');
  }

  request(name: string): SampledRequest {
    const block = this.block(`http ${name}`);
    if (block === null) throw new Error(`${this.file} has no request "${name}"`);
    const [head = '', ...rest] = block.trim().split('\n\n');
    const [first = '', ...headers] = head.split('\n');
    const [method = '', path = ''] = first.split(' ');
    const body = rest.join('\n\n').trim();
    return {
      method,
      path,
      headers: Object.fromEntries(headers.map((line) => line.split(': ') as [string, string])), // "Name: value"
      body: body === '' ? undefined : body,
    };
  }

  answer(name: string): SampledAnswer {
    const found = new RegExp(`^\`\`\`json ${name}(?: (\\d+))?\n([^]*?)^\`\`\``, 'm').exec(this.text);
    if (!found) throw new Error(`${this.file} has no answer "${name}"`);
    return { status: found[1] ? Number(found[1]) : null, body: JSON.parse(found[2] ?? '') };
  }

  /** The code of a `js <name>` block. */
  code(name: string): string {
    const code = this.block(`js ${name}`);
    if (code === null) throw new Error(`${this.file} has no code "${name}"`);
    return code;
  }

  /** Names of all samples, in the order of the guide. */
  names(kind: 'http' | 'json'): string[] {
    return [...this.text.matchAll(new RegExp(`^\`\`\`${kind} (\\S+)`, 'gm'))].map((match) => match[1] ?? '');
  }

  /** Writes what the API really answered into the guide, pictures and codes cut short. */
  record(name: string, { status, body }: SampledAnswer): void {
    const json = JSON.stringify(body, (key, value: unknown) => shortened(key, value), 2);
    const info = status === null ? name : `${name} ${status}`;
    const block = new RegExp(`^\`\`\`json ${name}(?: \\d+)?\n[^]*?^\`\`\``, 'm');
    this.text = this.text.replace(block, () => `\`\`\`json ${info}\n${json}\n\`\`\``);
    writeFileSync(this.path, this.text);
  }

  private block(info: string): string | null {
    return new RegExp(`^\`\`\`${info}\n([^]*?)^\`\`\``, 'm').exec(this.text)?.[1] ?? null;
  }
}

function shortened(key: string, value: unknown): unknown {
  if (key === 'qr' && typeof value === 'string') return `${value.slice(0, 34)}…`;
  if (key === 'qrText' && typeof value === 'string') return `${value.slice(0, 44)}…`;
  return value;
}

/** How the guides say "the status block stands here", so that it is printed where it is explained and not everywhere. */
const STATUS_BLOCK = '… the status block, as GET /status answers it';

/** How the guides leave out what is of no matter there: as a key, further fields; as the last entry of a list, further entries; as a text, any. */
const LEFT_OUT = '…';

/** The answer with its `session` folded, when that is a whole status block; else as it is, to be found different. */
export function folded(body: unknown, status: object): unknown {
  if (!isObject(body) || !isObject(body['data']) || !isObject(body['data']['session'])) return body;
  const { session, ...data } = body['data'];
  const isWhole = Object.keys(session).join() === Object.keys(status).join();
  return isWhole ? { ...body, data: { ...data, session: STATUS_BLOCK } } : body;
}

/** Where an answer is not what the guide says: other keys, other types, or other values where values are stable. */
export function differences(sampled: unknown, real: unknown, path = ''): string[] {
  const differ = [`${path || 'the whole'}: the guide says ${JSON.stringify(sampled)}, the API ${JSON.stringify(real)}`];
  if (Array.isArray(sampled) && Array.isArray(real)) {
    if (sampled.at(-1) === LEFT_OUT) return differences(sampled.slice(0, -1), real.slice(0, sampled.length - 1), path);
    if (sampled.length !== real.length) return differ;
    return sampled.flatMap((value, index) => differences(value, real[index], `${path}[${index}]`));
  }
  if (isObject(sampled) && isObject(real)) {
    const keys = new Set([...Object.keys(sampled), ...Object.keys(real)]);
    return [...keys].flatMap((key) => {
      const at = path === '' ? key : `${path}.${key}`;
      if (key === LEFT_OUT) return [];
      if (!(key in sampled)) return LEFT_OUT in sampled ? [] : [`${at}: the guide does not know it`];
      if (!(key in real)) return [`${at}: the API does not answer it`];
      if (changing.has(key) && sampled[key] !== null && typeof sampled[key] === typeof real[key]) return [];
      if (late.has(key) && [sampled[key], real[key]].every((value) => value === null || typeof value === 'string')) {
        return [];
      }
      return differences(sampled[key], real[key], at);
    });
  }
  if (sampled === LEFT_OUT && typeof real === 'string') return [];
  return sampled === real || (isInstant(sampled) && isInstant(real)) ? [] : differ;
}

/** Like `differences` for counts of what happened before: only keys and kinds of values are compared, of lists the first row. */
export const shapeDifferences = (sampled: unknown, real: unknown): string[] =>
  differences(shapeOf(sampled), shapeOf(real));

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part)]));
  return typeof value === 'number' || value === null ? 0 : typeof value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
