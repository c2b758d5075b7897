/** A reader of server-sent events: everything that came, and waiting for more of it. */
export type EventReader = {
  /** Resolves with all that came so far as soon as it matches. Rejects when the stream ends before. */
  readonly until: (wanted: RegExp) => Promise<string>;
  readonly contentType: string | null;
  readonly stop: () => void;
};

export async function readEvents(url: string, headers: Record<string, string>): Promise<EventReader> {
  const ending = new AbortController();
  const response = await fetch(url, { headers, signal: ending.signal });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  const until = async (wanted: RegExp): Promise<string> => {
    while (!wanted.test(text)) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done) throw new Error(`the stream ended before ${String(wanted)}:\n${text}`);
      text += decoder.decode(value, { stream: true });
    }
    return text;
  };
  return { until, contentType: response.headers.get('content-type'), stop: () => ending.abort() };
}
