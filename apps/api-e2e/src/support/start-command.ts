import { spawn } from 'node:child_process';
import { workspaceRoot } from './api-process.ts';
import { until } from './wait.ts';

/** `npm start` as a stranger runs it: one command, its words on the terminal, a signal to npm to end it. */
export type StartCommand = {
  readonly words: string[];
  readonly ended: Promise<number | null>;
  says(text: string | RegExp, within?: number): Promise<void>;
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

export function runStart(environment: Record<string, string>): StartCommand {
  const words: string[] = [];
  const child = spawn('npm', ['start'], {
    cwd: workspaceRoot,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: process.env['CI'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const collect = (chunk: Buffer) => words.push(...chunk.toString().split('\n').filter(Boolean));
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const heard = (text: string | RegExp) =>
    words.some((line) => (typeof text === 'string' ? line.includes(text) : text.test(line)));
  return {
    words,
    ended,
    says: async (text, within = 120_000) => {
      let hasEnded = false;
      void ended.then(() => (hasEnded = true));
      await until(`npm start to say ${String(text)}`, async () => heard(text) || hasEnded, { within });
      if (!heard(text))
        throw new Error(`npm start ended without saying ${String(text)}:\n${words.slice(-30).join('\n')}`);
    },
    end: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}
