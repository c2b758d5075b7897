import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type WebhookAttempt } from '@relance/webhooks-domain';
import { Webhook as Signer } from 'standardwebhooks';
import { addressRefusal, type AddressPolicy } from './address-policy.ts';

/** From the first byte out to the last one in. Real time. */
const TIMEOUT_MS = 10_000;
/** Nothing in an answer's body is used; more than this is not even read. */
const ANSWER_LIMIT = 64 * 1024;
const statusesWithRetryAfter = new Set([429, 503]);

export type WebhookMessage = {
  readonly url: string;
  readonly secret: string;
  readonly messageId: string;
  /** The attempt's own time: receivers refuse old signatures. Real time. */
  readonly at: Date;
  readonly payload: unknown;
};

/** All addresses of a name; replaced in tests. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export type SenderOptions = AddressPolicy & { readonly timeoutMs?: number; readonly resolve?: Resolve };

const resolveWithSystem: Resolve = (hostname) =>
  new Promise((resolve, reject) =>
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses))),
  );

type Answer = { readonly status: number; readonly retryAfterMs: number | null };

class RefusedAddress extends Error {}

/**
 * Posts one signed event. The address is judged where the connection is made, after the name was resolved, so that a name that
 * points elsewhere a moment later changes nothing. Redirects are not followed: they are failures. Never rejects.
 */
export class WebhookSender {
  private readonly resolve: Resolve;
  private readonly timeoutMs: number;

  constructor(private readonly options: SenderOptions) {
    this.resolve = options.resolve ?? resolveWithSystem;
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  async send(message: WebhookMessage): Promise<WebhookAttempt> {
    const begun = performance.now();
    const took = () => Math.round(performance.now() - begun);
    try {
      const { status, retryAfterMs } = await this.post(message);
      if (status >= 200 && status < 300) return { ok: true, status, durationMs: took() };
      const error = status >= 300 && status < 400 ? `HTTP ${status}: redirects are not followed` : `HTTP ${status}`;
      return { ok: false, status, error, durationMs: took(), ...(retryAfterMs !== null && { retryAfterMs }) };
    } catch (error) {
      return { ok: false, status: null, error: wordsOf(error), durationMs: took() };
    }
  }

  private post(message: WebhookMessage): Promise<Answer> {
    const url = new URL(message.url);
    const body = JSON.stringify(message.payload);
    return new Promise((resolve, reject) => {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      // A literal address is connected to without a lookup.
      const refusal = isIP(host) ? addressRefusal(host, this.options) : null;
      if (refusal) return reject(new RefusedAddress(refusal));
      const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
        method: 'POST',
        agent: false,
        lookup: this.lookup,
        headers: { ...headersOf(message, body), 'content-length': Buffer.byteLength(body) },
      });
      const timer = setTimeout(() => request.destroy(new Error('no answer in time')), this.timeoutMs);
      request.once('close', () => clearTimeout(timer));
      request.once('error', reject);
      request.once('response', (response) => void readToEnd(response, request).then(resolve, reject));
      request.end(body);
    });
  }

  /** Refuses a name when any of its addresses is refused: which of them is connected to is not ours to choose. */
  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.resolve(hostname).then(
      (addresses) => {
        const refusal = addresses.map(({ address }) => addressRefusal(address, this.options)).find(Boolean);
        const [first] = addresses;
        if (refusal || !first) return callback(new RefusedAddress(refusal ?? 'the name has no address'), '', 0);
        if (options.all) return callback(null, [...addresses]);
        callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

function headersOf({ secret, messageId, at }: WebhookMessage, body: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Relance-Webhooks/1',
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Signer(secret).sign(messageId, at, body),
  };
}

/** The answer's head once the answer has ended, or as soon as it is longer than anybody needs. */
function readToEnd(response: IncomingMessage, request: ClientRequest): Promise<Answer> {
  const status = response.statusCode ?? 0;
  const answer = { status, retryAfterMs: retryAfterOf(status, response.headers['retry-after']) };
  return new Promise((resolve, reject) => {
    let read = 0;
    response.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read <= ANSWER_LIMIT) return;
      resolve(answer);
      request.destroy();
    });
    response.once('end', () => resolve(answer));
    response.once('error', reject);
  });
}

/** Retry-After of a 429 or 503, in ms from now: seconds or an HTTP date (RFC 9110, 10.2.3). Null: none, past or unreadable. */
function retryAfterOf(status: number, header: string | undefined): number | null {
  if (!header || !statusesWithRetryAfter.has(status)) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? ms : null;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof RefusedAddress) return `address refused: ${error.message}`;
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${error.message}`.slice(0, 300);
}
