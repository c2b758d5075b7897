import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from '../src/support/wait.ts';

/** Bytes after a collection, processor time since the start, and the longest hold-up of the event loop since the last reading. */
export type Reading = {
  readonly rss: number;
  readonly heap: number;
  readonly cpuMs: number;
  readonly stallMs: number;
};

/** Makes a process measurable from outside: start it with `environment`, then `read` its pid. */
export class Meter {
  private readonly file = join(mkdtempSync(join(tmpdir(), 'relance-meter-')), 'readings');
  readonly environment = {
    NODE_OPTIONS: `--import ${resolve('apps/api-e2e/bench/meter.mjs')}`,
    METER_FILE: this.file,
  };

  async read(pid: number): Promise<Reading> {
    const before = this.lines().length;
    process.kill(pid, 'SIGUSR2');
    const lines = await until('a reading', async () => {
      const now = this.lines();
      return now.length > before && now;
    });
    return JSON.parse(lines.at(-1) ?? '') as Reading; // written by meter.mjs in this shape
  }

  private lines(): string[] {
    return existsSync(this.file) ? readFileSync(this.file, 'utf8').split('\n').filter(Boolean) : [];
  }
}
