import { describeInBrowser } from './support/browser.ts';
import { type ConsoleTestEnv } from './support/console.test-env.ts';
import { awa, type FilledConsole, startFilledConsole } from './support/filled-console.ts';
import { wrongWhenUnanswered } from './support/unanswered.ts';

describeInBrowser('every page when the API does not answer', () => {
  let testEnv: ConsoleTestEnv;
  let pages: FilledConsole['pages'];
  let ownPages: FilledConsole['ownPages'];

  beforeAll(async () => {
    ({ testEnv, pages, ownPages } = await startFilledConsole());
  }, 180_000);

  afterAll(async () => {
    await testEnv?.stop();
  }, 60_000);

  it('says in words what the API did not answer, on every page', async () => {
    const [staff, owner] = [await testEnv.visit(), await testEnv.visit({ login: awa })];
    expect({
      ...(await wrongWhenUnanswered(staff, pages, new Set())),
      ...(await wrongWhenUnanswered(owner, ownPages, new Set(['import']))),
    }).toEqual({});
    await Promise.all([staff.leave(), owner.leave()]);
  }, 300_000);
});
