/** One person's way into the API: answers are unwrapped, refusals are returned as they are. */
export type Answer<T = unknown> = {
  readonly status: number;
  readonly body: { success: boolean; data?: T; code?: string; message?: string; details?: unknown; requestId?: string };
};

export type LiveEvent = { readonly name: string; readonly id: string; readonly data: Record<string, unknown> };

export class Client {
  constructor(
    private readonly baseUrl: string,
    private readonly token: string | null,
  ) {}

  /** The raw answer, whatever its status. */
  async ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Answer<T>['body'] }; // the API answers only with the envelope
  }

  /** The data of a successful answer; anything else fails the story with the API's own words. */
  async do<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.ask<T>(method, path, body);
    if (!answer.body.success) {
      throw new Error(`${method} ${path} → ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body.data as T; // success carries data of the route's shape
  }

  /** Sends one file as a form, as a browser does. */
  async upload<T>(path: string, bytes: Uint8Array, name: string): Promise<T> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), name);
    const response = await fetch(`${this.baseUrl}${path}`, {
      method: 'POST',
      headers: this.token ? { authorization: `Bearer ${this.token}` } : {},
      body: form,
    });
    const answer = (await response.json()) as Answer<T>['body'];
    if (!answer.success) throw new Error(`POST ${path} → ${response.status} ${JSON.stringify(answer)}`);
    return answer.data as T; // success carries data of the route's shape
  }

  get = <T>(path: string) => this.do<T>('GET', path);
  post = <T>(path: string, body?: unknown) => this.do<T>('POST', path, body ?? {});

  /** Opens an SSE stream and collects its events until `close()`. */
  async listen(path: string, language = 'en'): Promise<{ events: LiveEvent[]; close(): void }> {
    const aborter = new AbortController();
    const response = await fetch(`${this.baseUrl}${path}`, {
      headers: {
        accept: 'text/event-stream',
        'accept-language': language,
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      signal: aborter.signal,
    });
    if (!response.ok || !response.body) throw new Error(`GET ${path} → ${response.status}`);
    const events: LiveEvent[] = [];
    void collect(response.body, events);
    return { events, close: () => aborter.abort() };
  }
}

async function collect(body: ReadableStream<Uint8Array>, events: LiveEvent[]): Promise<void> {
  const decoder = new TextDecoder();
  let buffer = '';
  try {
    for await (const chunk of body) {
      buffer += decoder.decode(chunk, { stream: true });
      const blocks = buffer.split('\n\n');
      buffer = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
        const data = field('data');
        if (data !== undefined) {
          events.push({
            name: field('event') ?? 'message',
            id: field('id') ?? '',
            data: JSON.parse(data) as Record<string, unknown>,
          }); // the hub writes JSON objects
        }
      }
    }
  } catch {
    // The stream ends with the story.
  }
}
