import { type ConnectAnswer } from '../http/dto/connect.dto.ts';
import { type QrView, type SessionEventView, type SessionView } from '../http/dto/session.view.ts';

export type Answer<T> = {
  readonly status: number;
  readonly body: {
    success: boolean;
    data: T;
    code?: string;
    message?: string;
    details?: { field?: string; problem: string }[];
  };
};

/** An owner's app over HTTP. */
export class SessionClient {
  constructor(
    private readonly url: string,
    readonly token: string,
    private readonly language: string,
  ) {}

  async ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const response = await fetch(`${this.url}/api/relance${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'accept-language': this.language,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // The envelope; what is in it is checked by the story.
    return { status: response.status, body: (await response.json()) as Answer<T>['body'] };
  }

  async connect(body: object = {}): Promise<ConnectAnswer> {
    return this.good<ConnectAnswer>('POST', '/connect', body);
  }

  status(): Promise<SessionView> {
    return this.good<SessionView>('GET', '/status');
  }

  qr(): Promise<QrView> {
    return this.good<QrView>('GET', '/qr');
  }

  disconnect(body?: object): Promise<SessionView> {
    return this.good<SessionView>('DELETE', '/disconnect', body);
  }

  async events(): Promise<SessionEventView[]> {
    return (await this.good<{ events: SessionEventView[] }>('GET', '/session/events')).events;
  }

  /** Waits until the status block fits, at most `withinMs`; says what it was otherwise. */
  async until(fits: (view: SessionView) => boolean, withinMs = 40_000): Promise<SessionView> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const view = await this.status();
      if (fits(view)) return view;
      if (Date.now() > deadline) throw new Error(`not in time: ${JSON.stringify(view)}`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  untilState(state: string, withinMs?: number): Promise<SessionView> {
    return this.until(({ sessionState }) => sessionState === state, withinMs);
  }

  private async good<T>(method: string, path: string, body?: object): Promise<T> {
    const { status, body: answer } = await this.ask<T>(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    return answer.data;
  }
}
