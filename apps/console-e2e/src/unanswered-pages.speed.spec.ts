import { describeInBrowser } from './support/browser.ts';
import { awa, useFilledConsole } from './support/filled-console.ts';
import { wrongWhenUnanswered } from './support/unanswered.ts';

describeInBrowser('every page when the API does not answer', () => {
  const filled = useFilledConsole();

  it('says in words what the API did not answer, on every page', async () => {
    const [staff, owner] = [await filled.visit(), await filled.visit({ login: awa })];
    expect({
      ...(await wrongWhenUnanswered(staff, filled.pages, new Set())),
      ...(await wrongWhenUnanswered(owner, filled.ownPages, new Set(['import']))),
    }).toEqual({});
    await Promise.all([staff.leave(), owner.leave()]);
  }, 300_000);
});
