import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { until } from './testing/until.ts';

const script = fileURLToPath(new URL('../../../tools/run/simulator.mjs', import.meta.url));

/** A run of the program: what it wrote line by line, and how it ended. */
function run(...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const complaints: string[] = [];
  if (child.stdout) createInterface(child.stdout).on('line', (line) => lines.push(line));
  if (child.stderr) createInterface(child.stderr).on('line', (line) => complaints.push(line));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { child, lines, complaints, ended };
}

describe('the simulator as a program', () => {
  it('prints what a client needs, takes orders, and ends in order', async () => {
    const { child, lines, ended } = run('--port', '0', '--control-port', '0', '--seed', 'spec');
    const value = (name: string) => lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
    const control = await until('the last line', () => value('SIMULATOR_CONTROL_URL'), 25_000);
    expect(value('WHATSAPP_WS_URL')).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/ws\/chat$/);
    expect(value('WHATSAPP_ROOT_PUBLIC_KEY')).toMatch(/^[0-9a-f]{64}$/);
    expect(existsSync(value('WHATSAPP_MEDIA_CA_FILE') ?? '')).toBe(true);
    expect(lines).toHaveLength(4);
    expect(await (await fetch(`${control}/admin/state`)).json()).toMatchObject({ accounts: [], ownErrors: [] });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it.each([
    ['--port', 'many', '--port takes a whole number, not "many"'],
    ['--prot', '4600', "Unknown option '--prot'"],
  ])('says what is wrong with %s %s, and how it is used', async (option, value, complaint) => {
    const { complaints, ended } = run(option, value);
    expect(await ended).toBe(1);
    expect(complaints.join('\n')).toContain(complaint);
    expect(complaints.join('\n')).toContain('Usage: simulator');
  });
});
