// Loaded before a program that is measured (`--import`): on SIGUSR2 it collects garbage and appends what the process
// uses to METER_FILE, one JSON line each time; `stallMs` is the longest that its event loop was held up since the last
// reading, the collection of that reading not counted. The program itself knows nothing of it.
import { appendFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const file = process.env.METER_FILE;
if (file) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  process.on('SIGUSR2', () => {
    const stallMs = delay.max / 1e6;
    collect();
    const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const cpuMs = (user + system) / 1000;
    appendFileSync(file, `${JSON.stringify({ rss, heap: heapUsed + external, arrayBuffers, cpuMs, stallMs })}\n`);
    // The collection above is in the next look of the loop.
    setTimeout(() => delay.reset(), 50);
  });
}
