import { type ContactDirectory } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { pino } from 'pino';
import { type SaveContactRows } from '../import/save-contact-rows.ts';
import { SyncDirectory } from './sync-directory.ts';

const awa = ownerId('awa');

/** A directory whose pages come when the test says, and the rows that were taken over. */
function slowDirectory() {
  const waiting: ((page: readonly unknown[] | Error | null) => void)[] = [];
  const saved: unknown[] = [];
  const directory: ContactDirectory = {
    isConfigured: true,
    async *people() {
      for (;;) {
        const page = await new Promise<readonly unknown[] | Error | null>((resolve) => waiting.push(resolve));
        if (page instanceof Error) throw page;
        if (page === null) return;
        yield page;
      }
    },
  };
  const rows = { run: async (_: unknown, page: readonly unknown[]) => (saved.push(...page), { rejected: [] }) };
  const sync = new SyncDirectory(directory, pino({ level: 'silent' }), rows as unknown as SaveContactRows);
  const give = async (page: readonly unknown[] | Error | null): Promise<void> => {
    while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    waiting.shift()?.(page);
  };
  return { sync, saved, give };
}

describe('a directory that answers page by page for long', () => {
  it('is not waited for by a request for longer than its patience, and is read on', async () => {
    const { sync, saved, give } = slowDirectory();
    sync.patienceMs = 20;
    const refused = { kind: 'unavailable', code: 'DIRECTORY_UNAVAILABLE' };
    await expect(sync.runFor(awa)).rejects.toMatchObject(refused);
    await expect(sync.runFor(awa)).rejects.toMatchObject(refused);
    sync.patienceMs = 10_000;
    const asked = sync.runFor(awa);
    await give([{ phone: '+237699000112' }]);
    await give([{ phone: '+237699000113' }]);
    await give(null);
    await asked;
    expect(saved).toHaveLength(2);
  });

  it('and breaks off after the asker has left, says nothing to who asks next', async () => {
    const { sync, give } = slowDirectory();
    sync.patienceMs = 20;
    await expect(sync.runFor(awa)).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
    await give(new Error('gone'));
    await new Promise((resolve) => setImmediate(resolve));
    sync.patienceMs = 10_000;
    const next = expect(sync.runFor(awa)).rejects.toThrow('still gone');
    await give(new Error('still gone'));
    await next;
  });

  it('is waited for to its end by whoever has the time', async () => {
    const { sync, saved, give } = slowDirectory();
    sync.patienceMs = 0;
    const all = sync.run(awa);
    await give([{ phone: '+237699000112' }]);
    await give(null);
    await all;
    expect(saved).toHaveLength(1);
  });
});
