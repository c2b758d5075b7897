import { campaign, link, member, people, sendWithoutPauses } from '../../../api-e2e/src/support/acts.ts';
import { pagesOfOwner, pagesOfStaff } from './all-pages.ts';
import { type ConsoleTestEnv, startConsoleTestEnv } from './console.test-env.ts';

/** The login of the owner whose campaigns, contacts and phone the pages show. */
export const awa = { email: 'awa@example.test', password: 'a quiet river at noon' };

/** A console in which every page has something to show: a linked phone, contacts, a running campaign, a draft, an opt-out. */
export type FilledConsole = Pick<ConsoleTestEnv, 'visit' | 'consoleUrl'> & {
  readonly pages: ReturnType<typeof pagesOfStaff>;
  readonly ownPages: ReturnType<typeof pagesOfOwner>;
};

/** Starts one before the stories of this `describe` and stops it after them; it can be asked from the first story on. */
export function useFilledConsole(): FilledConsole {
  let testEnv: ConsoleTestEnv | undefined;
  let addresses: Pick<FilledConsole, 'pages' | 'ownPages'> | undefined;
  const started = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the filled console is there within the stories only');
    return part;
  };

  beforeAll(async () => {
    testEnv = await startConsoleTestEnv();
    addresses = await fill(testEnv);
  }, 180_000);

  afterAll(async () => {
    await testEnv?.stop();
  }, 60_000);

  return {
    visit: (options) => started(testEnv).visit(options),
    get consoleUrl() {
      return started(testEnv).consoleUrl;
    },
    get pages() {
      return started(addresses).pages;
    },
    get ownPages() {
      return started(addresses).ownPages;
    },
  };
}

async function fill(testEnv: ConsoleTestEnv): Promise<Pick<FilledConsole, 'pages' | 'ownPages'>> {
  const owner = await testEnv.owner('owner-pages');
  await link(testEnv, owner, '+237699999903');
  await sendWithoutPauses(owner);
  await people(owner, ['+237670000001', '+237670000002']);
  await campaign(owner, 'A campaign whose name is long enough to need cutting on a narrow table');
  const { id } = await campaign(owner, 'عرض الخريف 🌸');
  await owner.post(`/campaigns/${id}/start`);
  await (await testEnv.owner('owner-without-a-phone')).get('/status');
  await (await testEnv.admin()).post('/admin/opt-outs', { phone: '+237670000009', reason: 'asked on the phone' });
  await member(testEnv, 'owner-pages', awa);
  const draft = (await campaign(owner, 'A draft of four steps')).id;
  return { pages: pagesOfStaff(id), ownPages: pagesOfOwner(id, draft) };
}
