import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Environment } from './environment.ts';
import { OverlayView } from './overlay-view.ts';

const keyOf = (n: number): Buffer => Buffer.of(7, n);
const key = fc.integer({ min: 0, max: 20 });

describe('the keys of a transaction', () => {
  it('are as many as a scan finds, whatever it wrote, removed and wrote again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'embedded-overlay-'));
    const environment = new Environment(folder);
    try {
      fc.assert(
        fc.property(
          fc.uniqueArray(key),
          fc.array(fc.tuple(key, fc.boolean()), { maxLength: 12 }),
          key,
          key,
          (stored, writes, from, to) => {
            environment.commit(() => {
              for (let n = 0; n <= 20; n += 1) environment.remove('keys', keyOf(n));
              for (const n of stored) environment.put('keys', keyOf(n), Buffer.of(1));
            });
            const snapshot = environment.snapshot();
            const view = new OverlayView(environment, snapshot, 1, () => undefined);
            for (const [n, isPut] of writes) {
              if (isPut) view.put('keys', keyOf(n), Buffer.of(2));
              else view.remove('keys', keyOf(n));
            }
            const range = { from: keyOf(Math.min(from, to)), to: keyOf(Math.max(from, to)) };
            expect(view.count('keys', range)).toBe([...view.scanKeys('keys', range)].length);
            snapshot.done();
          },
        ),
      );
    } finally {
      await environment.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
