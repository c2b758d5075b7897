import { readFileSync } from 'node:fs';

/** Resident memory of a process in bytes. */
export const rssOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

/** Processor time that a process has used, in seconds; what a busy machine changes least. */
export function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The machine's load of the last minute, to be printed beside every figure. */
export const loadNow = (): number => Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);

/** Watches the resident memory of a process until `stop`, which answers its highest value in bytes. */
export function watchPeak(pid: number): { stop(): number } {
  let peak = rssOf(pid);
  const timer = setInterval(() => (peak = Math.max(peak, rssOf(pid))), 20);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.max(peak, rssOf(pid));
    },
  };
}
