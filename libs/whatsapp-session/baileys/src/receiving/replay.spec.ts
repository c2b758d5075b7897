import { Replay } from './replay.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, 60));
const kept = (id: string) => ({ attrs: { id, offline: '1' } });

describe('what arrives while a session catches up', () => {
  it('is waited for until it is handed over, and what the library holds back is asked for', async () => {
    let released = 0;
    const replay = new Replay(() => (released += 1));
    replay.arrived(kept('a'));
    let isDone = false;
    const caughtUp = replay.caughtUp(60_000).then(() => (isDone = true));
    await turn();
    expect(isDone).toBe(false);
    expect(released).toBeGreaterThan(0);
    replay.done('a');
    await caughtUp;
  });

  it('has time as long as something moves, and is given up when nothing does', async () => {
    const replay = new Replay(() => undefined);
    for (const id of ['a', 'b', 'c', 'd', 'lost']) replay.arrived(kept(id));
    const startedAt = performance.now();
    const caughtUp = replay.caughtUp(150);
    for (const id of ['a', 'b', 'c', 'd']) {
      await turn();
      replay.done(id);
    }
    await caughtUp;
    expect(performance.now() - startedAt).toBeGreaterThan(4 * 60 + 140);
  });

  it('is bounded: of more than 5,000 messages under way the oldest are no longer waited for', async () => {
    const replay = new Replay(() => undefined);
    for (let index = 0; index < 5_001; index += 1) replay.arrived(kept(`message ${index}`));
    for (let index = 1; index < 5_001; index += 1) replay.done(`message ${index}`);
    await replay.caughtUp(60_000);
  });

  it('does not wait for what is new, nor for the own phone; a resend of a kept message is still a kept one', async () => {
    const replay = new Replay(() => undefined);
    replay.arrived({ attrs: { id: 'new' } });
    replay.arrived({ attrs: { id: 'history', offline: '2', category: 'peer' } });
    await replay.caughtUp(60_000);
    replay.arrived(kept('garbled'));
    replay.arrived({ attrs: { id: 'garbled' } });
    let isDone = false;
    const caughtUp = replay.caughtUp(60_000).then(() => (isDone = true));
    await turn();
    expect(isDone).toBe(false);
    replay.done('garbled');
    await caughtUp;
  });

  it('at the end everything under way is waited for, also what is new', async () => {
    const replay = new Replay(() => undefined);
    replay.arrived({ attrs: { id: 'new' } });
    let isDone = false;
    const atRest = replay.atRest(60_000).then(() => (isDone = true));
    await turn();
    expect(isDone).toBe(false);
    replay.done('new');
    await atRest;
    await replay.atRest(60_000);
  });
});
