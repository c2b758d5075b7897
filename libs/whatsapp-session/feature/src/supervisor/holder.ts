import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a lease: the host, its boot, the process and when that process began, so that reused ids are not mistaken. */
export type Holder = { readonly host: string; readonly boot: string; readonly pid: number; readonly began: string };

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

/** Names this boot of the machine; empty where the system does not tell. */
const bootId = (): string => read('/proc/sys/kernel/random/boot_id')?.trim() ?? '';

/** When a process began, in clock ticks since boot (field 22 of its stat); null when it is gone or the system has no /proc. */
function beganAt(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  // The second field holds the program's name and may contain spaces; what follows its closing bracket does not.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

/** The last part tells two applications inside one process apart (tests). */
export const thisProcess = (): string =>
  [hostname(), bootId(), process.pid, beganAt(process.pid) ?? '', randomBytes(3).toString('hex')].map(String).join('/');

function parse(text: string): Holder | null {
  const [host, boot, pid, began] = text.split('/');
  if (host === undefined || boot === undefined || began === undefined || !Number.isInteger(Number(pid))) return null;
  return { host, boot, pid: Number(pid), began };
}

/** True when the holder was a process of this host that certainly lives no more. Of other hosts nothing is known. */
export function isDeadHere(holder: string): boolean {
  const known = parse(holder);
  if (known === null || known.host !== hostname()) return false;
  if (known.boot !== bootId()) return known.boot !== '';
  if (!isRunning(known.pid)) return true;
  const began = beganAt(known.pid);
  return began !== null && known.began !== '' && began !== known.began;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
