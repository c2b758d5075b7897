import { gzipSync } from 'node:zlib';
import { type ConsoleProcess, startConsole } from './support/console-process.ts';

/** Compressed JavaScript that a page may load before it can be used. */
const limitKb = 270;

const pages = [
  '/login',
  '/invite/some-token',
  '/relance/dashboard',
  '/relance/campaigns',
  '/relance/campaigns/6560c0ffee0000000000000a',
  '/relance/sessions',
  '/relance/owners',
  '/relance/owners/owner-1',
  '/relance/opt-outs',
  '/relance/reports',
  '/relance/audit',
  '/relance/settings/installation',
  '/relance/settings/users',
  '/relance/settings/tokens',
  '/relance/settings/webhooks',
  '/relance/settings/profile',
  '/relance/home',
  '/relance/contacts',
  '/relance/messages',
  '/relance/campaigns/new',
];

/** The pages need no API for their scripts: what they load is in their markup. */
describe('first load of JavaScript', () => {
  let app: ConsoleProcess;
  const measured: [string, number][] = [];

  beforeAll(async () => {
    app = await startConsole('http://127.0.0.1:9');
  }, 60_000);

  afterAll(async () => {
    await app?.stop();
    const lines = measured.map(([path, kb]) => `${kb.toFixed(0).padStart(5)} kB  ${path}`);
    process.stdout.write(`first load of JavaScript, compressed (at most ${limitKb} kB):\n${lines.join('\n')}\n`);
  });

  it.each(pages)(
    `of %s is at most ${limitKb} kB compressed`,
    async (path) => {
      const answer = await fetch(`${app.url}${path}`, {
        headers: { cookie: 'relance_session=none' },
        redirect: 'manual',
      });
      if (answer.status >= 300) return; // not a page of this build
      const html = await answer.text();
      const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)];
      // what is marked `nomodule` is for browsers of before 2018; no other loads it
      const scripts = new Set(tags.filter(([tag]) => !/nomodule/i.test(tag)).map(([, src]) => src ?? ''));
      expect(scripts.size).toBeGreaterThan(0);
      let bytes = 0;
      for (const src of scripts) {
        const script = await fetch(new URL(src, app.url), { headers: { 'accept-encoding': 'identity' } });
        bytes += gzipSync(Buffer.from(await script.arrayBuffer())).length;
      }
      measured.push([path, bytes / 1024]);
      expect(bytes / 1024).toBeLessThanOrEqual(limitKb);
    },
    60_000,
  );
});
