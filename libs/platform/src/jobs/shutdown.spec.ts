import { createLogger } from '../observability/logger.ts';
import { Shutdown } from './shutdown.ts';

const shutdown = () => new Shutdown(createLogger({ logLevel: 'silent' }));

describe('Shutdown', () => {
  it('ends its parts phase by phase, once, and tells everybody that the end has begun', async () => {
    const ending = shutdown();
    const log: string[] = [];
    ending.on('closeSockets', 'd', () => void log.push('sockets'));
    ending.on('releaseLeases', 'c', async () => void log.push('leases'));
    ending.on('flush', 'b', async () => void log.push('flush'));
    ending.on('stopIntake', 'a', () => void log.push(`intake, aborted: ${ending.signal.aborted}`));
    const removed = ending.on('flush', 'x', () => void log.push('never'));
    removed();
    expect(ending.signal.aborted).toBe(false);
    expect(await Promise.all([ending.begin('one'), ending.begin('two')])).toEqual([true, true]);
    expect(log).toEqual(['intake, aborted: true', 'flush', 'leases', 'sockets']);
  });

  it('waits for work that runs, and later phases come after it', async () => {
    const ending = shutdown();
    const log: string[] = [];
    let finish = (): void => undefined;
    const work = ending.track('endWork', 'work', async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      log.push('work');
    });
    ending.on('stopIntake', 'http', () => finish());
    ending.on('releaseLeases', 'leases', () => void log.push('leases'));
    await ending.begin('test');
    await work;
    expect(log).toEqual(['work', 'leases']);
  });

  it('leaves a part behind that is late or fails; the later phases still come, and the end is not clean', async () => {
    const ending = shutdown();
    const log: string[] = [];
    ending.on(
      'stopIntake',
      'stuck',
      (signal) => new Promise(() => signal.addEventListener('abort', () => log.push('told'))),
    );
    ending.on('flush', 'broken', () => Promise.reject(new Error('no')));
    ending.on('releaseLeases', 'leases', () => void log.push('leases'));
    expect(await ending.begin('test')).toBe(false);
    expect(log).toEqual(['told', 'leases']);
  });
});
