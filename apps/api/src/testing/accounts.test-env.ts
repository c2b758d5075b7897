import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { ADMIN, type ApiTestEnv, startTestApp } from './api.test-env.ts';

/** Of everybody whom a test invites. */
export const PASSWORD = 'tranquil otter 77';

type Method = 'get' | 'post' | 'patch' | 'delete';

/** The API with a mail server, and what tests of accounts do again and again. */
export type AccountsTestEnv = Awaited<ReturnType<typeof startAccountsTestEnv>>;

/** Starts the API with a mail server on this machine; every mail is kept for the test to read. */
export async function startAccountsTestEnv() {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        mails.push(text);
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const env: ApiTestEnv = await startTestApp({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    PUBLIC_URL: 'https://relance.test',
  });

  const call = async (method: Method, path: string, options: { token?: string; body?: object; ip?: string } = {}) => {
    const request = env.http()[method](`/api/relance${path}`);
    if (options.token) request.auth(options.token, { type: 'bearer' });
    if (options.ip) request.set('X-Forwarded-For', options.ip);
    const { status, body, headers } = await request.send(options.body);
    return { status, code: body.code, data: body.data, headers, body };
  };
  const logIn = async (email: string, password = PASSWORD, code?: string) =>
    call('post', '/auth/login', { body: { email, password, ...(code && { code }) } });
  const adminToken = async () => (await logIn(ADMIN.email, ADMIN.password)).data.token as string;
  const invite = async (body: object) => (await call('post', '/admin/users', { token: await adminToken(), body })).data;
  const linkOf = (url: string) => new URL(url).pathname;
  /** Somebody with a password who is logged in. */
  const person = async (body: { email: string; role: string; ownerId?: string }) => {
    const { user, inviteUrl } = await invite({ name: 'Somebody', ...body });
    await call('post', `/auth${linkOf(inviteUrl)}`, { body: { password: PASSWORD } });
    return { id: user.id as string, token: (await logIn(body.email)).data.token as string };
  };
  const mailed = async (pattern: RegExp): Promise<string> => {
    for (const deadline = Date.now() + 5000; Date.now() < deadline;) {
      const found = mails.find((mail) => pattern.test(mail));
      if (found) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error(`no mail like ${pattern}`);
  };

  const close = async (): Promise<void> => {
    await env.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { env, mails, call, logIn, adminToken, invite, linkOf, person, mailed, close };
}
