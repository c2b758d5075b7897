import { vi } from 'vitest';
import { type WebhookAttempt } from '@relance/webhooks-domain';
import { WebhookDispatcher } from './webhook-dispatcher.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const failing = {
  id: '66b2f0a1c3d4e5f6a7b8c9d0',
  ownerId: 'awa',
  url: 'https://example.test/hook',
  events: ['campaign.updated'],
  active: true,
  disabledReason: null,
  disabledCause: null,
  failingSince: new Date('2026-03-05T11:00:00Z'),
  restsUntil: null,
  createdAt: NOW,
  secret: 'whsec_x',
};

/** A dispatcher with no event due and one endpoint that has failed for five days; resolves with what became of it. */
async function judged(
  attempt: WebhookAttempt,
): Promise<{ sent: string[]; outcome: unknown; before: Date | undefined }> {
  const sent: string[] = [];
  let before: Date | undefined;
  let dispatcher: WebhookDispatcher | undefined;
  const outcome = await new Promise<unknown>((resolve) => {
    const webhooks = {
      failingBefore: async (at: Date) => ((before = at), [failing]),
      withSecrets: async (ids: readonly string[]) => new Map(ids.map((id) => [id, failing])),
      markSuccess: async () => resolve('on'),
      disable: async (_endpoint: unknown, reason: string) => (resolve(reason), null),
    };
    const deliveries = {
      onAppended: () => () => undefined,
      due: async () => [],
      hasOpen: async () => false,
      record: async () => undefined,
    };
    const sender = {
      send: async ({ payload }: { payload: { type: string } }) => (sent.push(payload.type), attempt),
    };
    const stubs: unknown[] = [
      webhooks,
      deliveries,
      { append: async () => undefined },
      { warn: (_: object, text: string) => resolve(text) },
      { roles: { worker: true }, clockRate: 1 },
      { now: () => NOW },
      sender,
    ];
    dispatcher = new WebhookDispatcher(...(stubs as ConstructorParameters<typeof WebhookDispatcher>));
    dispatcher.onApplicationBootstrap();
  });
  await dispatcher?.onModuleDestroy();
  return { sent, outcome, before };
}

describe('a webhook that failed and was told of nothing since', () => {
  it('gets a last event on the fifth day and is switched off when that fails', async () => {
    const { sent, outcome, before } = await judged({
      ok: false,
      status: 503,
      error: 'HTTP 503',
      durationMs: 1,
    } as WebhookAttempt);
    expect(sent).toEqual(['webhook.test']);
    expect(outcome).toEqual({ cause: 'failing', reason: 'nothing but failures for 5 days; last: HTTP 503' });
    expect(before).toEqual(new Date('2026-03-05T12:00:00Z'));
  });

  it('stays on when it takes the last event', async () => {
    const { outcome } = await judged({ ok: true, status: 200, durationMs: 1 } as WebhookAttempt);
    expect(outcome).toBe('on');
  });
});

/** How often due events are asked for in ten seconds; at the fifth an event is written where `isWritten`. */
async function questions({ hasOpen = false, isWritten = false }): Promise<number> {
  vi.useFakeTimers();
  try {
    const due = vi.fn(async () => []);
    let tell = (): void => undefined;
    const onAppended = (listener: () => void) => ((tell = listener), () => undefined);
    const stubs: unknown[] = [
      { failingBefore: async () => [], withSecrets: async () => new Map() },
      { onAppended, due, hasOpen: async () => hasOpen },
      null,
      { warn: () => undefined },
      { roles: { worker: true }, clockRate: 1 },
      { now: () => NOW },
      null,
    ];
    const dispatcher = new WebhookDispatcher(...(stubs as ConstructorParameters<typeof WebhookDispatcher>));
    dispatcher.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(4_900);
    if (isWritten) tell();
    await vi.advanceTimersByTimeAsync(5_000);
    await dispatcher.onModuleDestroy();
    return due.mock.calls.length;
  } finally {
    vi.useRealTimers();
  }
}

describe('events that are due', () => {
  it('are asked for each second while one is on its way or may be about to be committed, else each five seconds', async () => {
    expect(await questions({ hasOpen: true })).toBe(10);
    expect(await questions({})).toBe(2);
    expect(await questions({ isWritten: true })).toBe(6);
  });
});
