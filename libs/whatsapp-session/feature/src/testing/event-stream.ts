export type StreamEvent = { readonly event: string; readonly id: string; readonly data: unknown };

/** Reads a server-sent stream with fetch, as user apps do. */
export class EventStream {
  readonly events: StreamEvent[] = [];
  private readonly ending = new AbortController();

  static async open(url: string, token: string): Promise<EventStream> {
    const stream = new EventStream();
    const response = await fetch(`${url}/api/relance/stream`, {
      headers: { authorization: `Bearer ${token}`, 'accept-language': 'fr' },
      signal: stream.ending.signal,
    });
    if (response.body === null) throw new Error('the stream has no body');
    void stream.read(response.body).catch(() => undefined);
    return stream;
  }

  named(event: string): StreamEvent[] {
    return this.events.filter((each) => each.event === event);
  }

  close(): void {
    this.ending.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
    const [event, id, data] = [field('event'), field('id'), field('data')];
    if (event !== undefined && data !== undefined) this.events.push({ event, id: id ?? '', data: JSON.parse(data) });
  }
}

/** Waits until `look` finds something. */
export async function until<T>(what: string, look: () => T | null | undefined | false, withinMs = 40_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
