import { execFileSync } from 'node:child_process';
import { heapGrowthFlag } from './heap-growth.ts';

// What it does is measured (`npm run bench import-contacts`); an unknown flag would be ignored without a word.
it('the flag that bounds the growth of the heap is one that this version of Node knows', () => {
  const tell = (flag: string) =>
    execFileSync(process.execPath, [flag, '-e', 'process.stdout.write("started")'], { stdio: 'pipe' });
  expect(String(tell(heapGrowthFlag))).toBe('started');
  expect(() => tell('--heap-growing-percents=40')).toThrow(/bad option/);
});
