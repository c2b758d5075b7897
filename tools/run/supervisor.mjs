// Starts programs one after another, watches them, and ends them in the opposite order. If one dies by itself,
// it says which and why, ends the rest and exits non-zero. Each child hangs on an IPC channel: when this process
// is killed, the channel closes and the child ends itself.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** All of it together must end within 20 s. The API alone may need 18 s (a message on its way), the others are quick. */
const STOP_ALL_MS = 19_500;
const LAST_CHANCE_MS = 400;

export class Supervisor {
  #parts = [];
  #stopping = null;
  #logFolder;

  constructor({ logFolder }) {
    this.#logFolder = logFolder;
    mkdirSync(logFolder, { recursive: true });
  }

  /**
   * Starts `node script …args`. Output goes to a log file; `show(line)` returns what the terminal should see of a
   * line (or nothing). Resolves when `isReady()` or a line for which `readyLine(line)` is true; rejects when the
   * program dies first or `boundMs` passes.
   */
  async start({ name, script, args = [], env = {}, show = () => undefined, readyLine, isReady, boundMs = 60_000 }) {
    const log = createWriteStream(join(this.#logFolder, `${name}.log`), { flags: 'a' });
    const child = spawn(process.execPath, ['--enable-source-maps', script, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: process.platform !== 'win32',
    });
    const part = {
      name,
      child,
      lastWords: [],
      exited: new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal }))),
    };
    this.#parts.push(part);
    let sawReadyLine = false;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`);
        part.lastWords = [...part.lastWords, line].slice(-12);
        if (readyLine?.(line)) sawReadyLine = true;
        const words = show(line);
        if (words) console.log(words);
      });
    }
    let death = null;
    part.exited.then((end) => {
      death = end;
      if (part.wasReady && !this.#stopping) void this.#partDied(part, end);
    });
    const deadline = Date.now() + boundMs;
    while (Date.now() < deadline && !death) {
      if (sawReadyLine || (isReady && (await isReady()))) {
        part.wasReady = true;
        return child;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const reason = death
      ? `ended with ${death.signal ?? `code ${death.code}`}`
      : `was not ready within ${boundMs / 1000} s`;
    throw new Error(`${name} ${reason}.\n${part.lastWords.map((line) => `  ${sentenceOf(line)}`).join('\n')}`);
  }

  async #partDied(part, { code, signal }) {
    console.error(`\n${part.name} died (${signal ?? `code ${code}`}); ending the rest. Its last words:`);
    for (const line of part.lastWords) console.error(`  ${sentenceOf(line)}`);
    await this.stop();
    process.exit(1);
  }

  /** Ends everything in the opposite order of starting. Safe to call twice. */
  stop() {
    this.#stopping ??= (async () => {
      const deadline = Date.now() + STOP_ALL_MS;
      for (const part of this.#parts.toReversed()) await endPart(part, deadline);
    })();
    return this.#stopping;
  }
}

async function endPart(part, deadline) {
  if (part.child.exitCode !== null || part.child.signalCode !== null) return;
  part.child.kill('SIGTERM');
  const boundMs = Math.max(LAST_CHANCE_MS, deadline - Date.now());
  const bound = new Promise((resolve) => setTimeout(resolve, boundMs, 'late').unref());
  if ((await Promise.race([part.exited, bound])) === 'late') {
    console.error(`${part.name} did not end in time; killing it.`);
    part.child.kill('SIGKILL');
    await part.exited;
  }
}

/** The sentence in a structured log line with whose it is and why, or the line itself. */
export function sentenceOf(line) {
  try {
    const { msg, err, ownerId, cause, code } = JSON.parse(line);
    const sentence = err?.message && err.message !== msg ? `${msg ?? ''} (${err.message})` : (msg ?? line);
    return [sentence, ownerId, cause, code && `code ${code}`].filter(Boolean).join(' · ');
  } catch {
    return line;
  }
}

/** Warnings and worse of a structured log, as one line for the terminal; other output is shown by its file only. */
export function warningsOnly(name) {
  return (line) => {
    try {
      const entry = JSON.parse(line);
      return entry.level >= 40 ? `[${name}] ${sentenceOf(line)}` : undefined;
    } catch {
      return undefined;
    }
  };
}
