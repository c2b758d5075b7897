import { CircuitBreaker, RefusedQuestionError } from './circuit-breaker.ts';

export type ServiceOptions = {
  /** Null: there is no such service. */
  readonly url: string | null;
  /** Sent as `Authorization: Bearer …`. */
  readonly token: string | null;
  readonly timeoutMs?: number;
};

const TIMEOUT_MS = 5_000;
/** A page of a thousand contacts is far smaller. */
const ANSWER_LIMIT = 8 * 1024 * 1024;

/** Asks one of the installation's own servers for JSON: with a time limit, a size limit and a circuit breaker. */
export class ServiceClient {
  private readonly breaker: CircuitBreaker;

  constructor(
    private readonly options: ServiceOptions,
    now?: () => number,
  ) {
    this.breaker = new CircuitBreaker(now);
  }

  get isConfigured(): boolean {
    return this.options.url !== null;
  }

  /** Rejects when there is no good answer in time. */
  get(parameters: Readonly<Record<string, string>>): Promise<unknown> {
    return this.breaker.run(() => this.ask(parameters));
  }

  private async ask(parameters: Readonly<Record<string, string>>): Promise<unknown> {
    const { url, token, timeoutMs = TIMEOUT_MS } = this.options;
    if (url === null) throw new Error('no address is configured');
    const address = new URL(url);
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    const response = await fetch(address, {
      headers: { accept: 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
      // The token must not travel on to wherever an answer points.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw isAboutQuestion(response.status)
        ? new RefusedQuestionError(`HTTP ${response.status}`)
        : new Error(`HTTP ${response.status}`);
    }
    return JSON.parse(await textOf(response));
  }
}

/** 4xx, but not: come back later (408, 425, 429), nor: your token is no good (401, 403), which is so for every question. */
const isAboutQuestion = (status: number): boolean =>
  status >= 400 && status < 500 && ![401, 403, 408, 425, 429].includes(status);

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > ANSWER_LIMIT) throw new Error(`the answer is larger than ${ANSWER_LIMIT} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
