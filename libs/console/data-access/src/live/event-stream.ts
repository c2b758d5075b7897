/** One event of a server-sent stream; comments (heartbeats) come as `null` so that silence can be told from life. */
export type StreamEvent = { name: string; id: string | null; data: string };

/** Cuts text of any chunking into events, as the HTML standard's event-stream grammar says. */
export function eventParser(onEvent: (event: StreamEvent | null) => void): (chunk: string) => void {
  let rest = '';
  let name = 'message';
  let id: string | null = null;
  let data: string[] = [];

  const line = (text: string): void => {
    if (text === '') {
      if (data.length > 0) onEvent({ name, id, data: data.join('\n') });
      name = 'message';
      data = [];
      return;
    }
    if (text.startsWith(':')) return onEvent(null);
    const colon = text.indexOf(':');
    const field = colon === -1 ? text : text.slice(0, colon);
    const value = colon === -1 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    if (field === 'id') id = value;
    if (field === 'data') data.push(value);
  };

  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    lines.forEach(line);
  };
}

/**
 * Reads one stream to its end. Resolves when the server closes it.
 * @throws when it cannot be opened (with the status as message) or breaks.
 */
export async function readEventStream(
  url: string,
  options: {
    signal: AbortSignal;
    lastEventId: string | null;
    onOpen: () => void;
    onEvent: (event: StreamEvent | null) => void;
  },
): Promise<void> {
  const headers: Record<string, string> = { accept: 'text/event-stream' };
  if (options.lastEventId) headers['last-event-id'] = options.lastEventId;
  const response = await fetch(url, { headers, signal: options.signal, cache: 'no-store' });
  if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}.`);
  options.onOpen();
  const parse = eventParser(options.onEvent);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parse(decoder.decode(value, { stream: true }));
  }
}
