import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../api-e2e/src/support/api-process.ts';
import { Client } from '../../api-e2e/src/support/client.ts';
import { tokenFor } from '../../api-e2e/src/support/product.test-env.ts';
import { until } from '../../api-e2e/src/support/wait.ts';
import { runStart, type StartCommand } from '../../api-e2e/src/support/start-command.ts';

/** The secret with which `tokenFor` signs. */
const JWT_SECRET = 'a-secret-of-the-story-tests-32-chars-long';

/**
 * Runs after the other stories, by itself (the `e2e` target): `npm start` puts built programs into their places again, from which the
 * others are being served.
 */
describe('npm start', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'relance-start-'));
  let environment: Record<string, string>;
  let start: StartCommand;

  beforeAll(async () => {
    const [api, console, mongo] = await Promise.all([freePort(), freePort(), freePort()]);
    environment = {
      PORT: String(api),
      CONSOLE_PORT: String(console),
      RELANCE_MONGO_PORT: String(mongo),
      RELANCE_DATA_DIR: dataDir,
      JWT_SECRET,
    };
    start = runStart(environment);
    await start.says('Ctrl-C ends everything');
  }, 240_000);
  afterAll(async () => {
    await start?.end();
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);

  const owner = async () =>
    new Client(`http://127.0.0.1:${environment['PORT']}/api/relance`, await tokenFor('owner-start', 'user'));
  const login = () => {
    const line = start.words.find((words) => words.includes('Login')) ?? '';
    const [, email = '', password = ''] = /Login\s+(\S+)\s+(\S+)/.exec(line) ?? [];
    return { email, password };
  };

  it('prints where console and API are and a login that works through the console', async () => {
    const base = `http://127.0.0.1:${environment['CONSOLE_PORT']}`;
    expect(start.words.join('\n')).toContain(base);
    expect((await fetch(`${base}/login`)).status).toBe(200);
    const answer = await fetch(`${base}/api/relance/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base },
      body: JSON.stringify(login()),
    });
    expect(answer.status).toBeLessThan(300);
    expect(answer.headers.get('set-cookie')).toMatch(/relance_session=.*HttpOnly/i);
  });

  it('keeps the data over an orderly end and a second start', async () => {
    await (await owner()).post('/contacts', { phone: '+33612345678', name: 'Kept' });
    const { password } = login();
    const askedAt = Date.now();
    expect(await start.end('SIGTERM')).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(20_000);
    start = runStart(environment);
    await start.says('Ctrl-C ends everything');
    expect(login().password).toBe(password);
    const { contacts } = await (await owner()).get<{ contacts: { name: string }[] }>('/contacts');
    expect(contacts.map(({ name }) => name)).toEqual(['Kept']);
  }, 240_000);

  it('leaves nothing behind when npm itself is killed', async () => {
    await start.end('SIGKILL');
    const base = `http://127.0.0.1:${environment['PORT']}`;
    const isGone = async () => !(await fetch(`${base}/health/live`).then(Boolean, () => false));
    await until('the API to be gone', isGone, { within: 20_000 });
    await until('the end to be told', async () => start.words.some((line) => line.includes('Everything has ended')));
    start = runStart(environment);
    await start.says('Ctrl-C ends everything');
  }, 240_000);

  it('refuses a taken port by name and leaves the running one alone', async () => {
    const second = runStart(environment);
    expect(await second.ended).toBe(1);
    expect(second.words.join('\n')).toMatch(/port \d+ is taken by another program.*PORT/);
    expect((await fetch(`http://127.0.0.1:${environment['PORT']}/health/ready`)).status).toBe(200);
  }, 60_000);

  it('says which part died, ends the rest and exits non-zero', async () => {
    const listing = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
    const api = listing.filter((line) => line.includes('dist/apps/api/main.js'));
    const pid = await (async () => {
      for (const line of api) {
        const candidate = Number.parseInt(line.trim(), 10);
        const ports = execFileSync('cat', [`/proc/${candidate}/environ`], { encoding: 'utf8' }).split('\0');
        if (ports.includes(`PORT=${environment['PORT']}`)) return candidate;
      }
      throw new Error('the API process was not found');
    })();
    process.kill(pid, 'SIGKILL');
    expect(await start.ended).toBe(1);
    expect(start.words.join('\n')).toMatch(/api died \(SIGKILL\)/);
    await expect(fetch(`http://127.0.0.1:${environment['CONSOLE_PORT']}/login`)).rejects.toThrow();
  }, 60_000);
});
