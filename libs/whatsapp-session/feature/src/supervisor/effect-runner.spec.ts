import { ownerId } from '@relance/kernel';
import { FixedClock } from '@relance/kernel/testing';
import { newSession } from '@relance/whatsapp-session-domain';
import { pino } from 'pino';
import { type AttemptReports, EffectRunner } from './effect-runner.ts';
import { LeasedSession } from './leased-session.ts';

const owner = ownerId('owner-a');
const reports = {} as AttemptReports;

/** A runner whose steps of opening wait until the test lets them go on; it notes what was opened and closed. */
function aRunner() {
  const steps: (() => void)[] = [];
  const wait = () => new Promise<void>((resolve) => steps.push(resolve));
  const did: string[] = [];
  const transport = {
    open: async () => {
      did.push('opening');
      await wait();
      return { close: async () => void did.push('closed') };
    },
  };
  const credentials = { open: wait };
  const parts = [
    transport,
    credentials,
    new FixedClock('2026-01-01T00:00:00Z'),
    pino({ level: 'silent' }),
    {},
    {},
  ] as unknown as ConstructorParameters<typeof EffectRunner>;
  /** Lets the step under way end and everything that follows from it begin. */
  const next = async (): Promise<void> => {
    steps.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { runner: new EffectRunner(...parts), did, next };
}

describe('a lease that is lost while its socket opens', () => {
  const effect = { type: 'open_socket', generation: 1, pairing: null } as const;

  it('leaves no socket behind: it is closed as soon as it is there', async () => {
    const { runner, did, next } = aRunner();
    const held = new LeasedSession(owner, 1, newSession(owner));
    const running = runner.run(held, [effect], reports);
    await next();
    await next();
    expect(did).toEqual(['opening']);
    held.isDropped = true;
    await held.closeSocket();
    await next();
    await running;
    expect([did, held.connection]).toEqual([['opening', 'closed'], null]);
  });

  it('opens none when the credentials were still being read', async () => {
    const { runner, did, next } = aRunner();
    const held = new LeasedSession(owner, 1, newSession(owner));
    const running = runner.run(held, [effect], reports);
    await new Promise((resolve) => setImmediate(resolve));
    held.isDropped = true;
    await next();
    await running;
    expect(did).toEqual([]);
  });
});
