// Loaded before a program that is measured (`--import`): on SIGUSR2 it collects garbage and appends what the process
// uses to METER_FILE, one JSON line each time. The program itself knows nothing of it.
import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const file = process.env.METER_FILE;
if (file) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  process.on('SIGUSR2', () => {
    collect();
    const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const cpuMs = (user + system) / 1000;
    appendFileSync(file, `${JSON.stringify({ rss, heap: heapUsed + external, arrayBuffers, cpuMs })}\n`);
  });
}
