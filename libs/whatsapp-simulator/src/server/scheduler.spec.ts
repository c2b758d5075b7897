import { Scheduler } from './scheduler.ts';

describe('the scheduler', () => {
  it('is idle once everything planned and tracked is done', async () => {
    const scheduler = new Scheduler();
    const done: string[] = [];
    let finish = () => undefined as void;
    const tracked = scheduler
      .track(new Promise<void>((resolve) => (finish = resolve)))
      .then(() => done.push('tracked'));
    scheduler.later(5, () => {
      done.push('first');
      scheduler.later(0, () => {
        done.push('second');
        // Nothing is planned any more; what is tracked goes on.
        setTimeout(() => finish(), 5);
      });
    });
    expect(await scheduler.idle(2000)).toBe(true);
    await tracked;
    expect(done).toEqual(['first', 'second', 'tracked']);
    expect(scheduler.pending).toBe(0);
  });

  it('says so when it takes too long', async () => {
    const scheduler = new Scheduler();
    scheduler.later(5000, () => undefined);
    expect(await scheduler.idle(10)).toBe(false);
    scheduler.stop();
    expect(scheduler.pending).toBe(0);
  });

  it('forgets what it was told to do later, but not what must happen', async () => {
    const scheduler = new Scheduler();
    const done: string[] = [];
    scheduler.later(1, () => done.push('later'));
    scheduler.surely(1, () => done.push('surely'));
    scheduler.forget();
    await scheduler.idle(2000);
    expect(done).toEqual(['surely']);
  });
});
