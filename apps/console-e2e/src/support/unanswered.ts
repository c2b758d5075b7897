import { type Page, type Route } from 'playwright-core';
import { until } from '../../../api-e2e/src/support/wait.ts';
import { type Visitor } from './visitor.ts';

const refused =
  (status: number, code: string) =>
  (route: Route): Promise<void> =>
    route.fulfill({ status, json: { success: false, code, message: 'in English', requestId: 'req-1' } });

/** The way in which time limits are waited for. */
const NEVER = 'an answer that never comes';

/** Ways in which the API does not answer a page, and the words of which at least one is then to be read. */
export const waysToFail = {
  'no network': {
    answer: (route: Route) => route.abort('connectionfailed'),
    words: ['The server could not be reached'],
  },
  [NEVER]: { answer: () => Promise.resolve(), words: ['did not answer in time'] },
  '503': { answer: refused(503, 'DATABASE_UNAVAILABLE'), words: ['The database cannot be reached'] },
  '403': {
    answer: refused(403, 'FORBIDDEN'),
    words: ['Your account may not see this', 'Your account may not do this'],
  },
  '404': { answer: refused(404, 'NOT_FOUND'), words: ['no longer exists', 'It was deleted, or the address is wrong'] },
} as const;

/** What lists and panels say when there is nothing: not true of what was not answered. */
const nothingHere =
  /will be listed here|No (owner|report|token|webhook|change by a person) yet|Nobody (has opted out|is enrolled|has left)|Nothing (needs attention|is left)|No connection was lost|will be explained here/;
const rawCode = /\b[A-Z]+_[A-Z_]+\b|HTTP_?\d{3}|undefined|\[object/;

/** Who is logged in, and the stream of signals: without them there is no page to look at. */
const answered = /\/api\/relance\/(auth\/me|(admin\/)?stream)$/;

/**
 * How much shorter the console's time limits are made there, so that nobody has to wait for them. Not where answers come:
 * on a busy machine one of them would come too late.
 */
const shorterBy = 5;

const patienceMs = 60_000;

type Look = { text: string; isWaiting: boolean };

/** Runs in the page: what is to be read in it or in what lies over it, and whether anything there still waits. */
function look(): Look {
  const parts = [...document.querySelectorAll<HTMLElement>('[role=dialog], main')];
  const isWaiting = parts.some((part) => part.querySelector('.animate-pulse-soft, [role=progressbar]') !== null);
  return { text: parts.map((part) => part.innerText).join('\n'), isWaiting };
}

type Way = keyof typeof waysToFail;
const ways = Object.keys(waysToFail) as Way[]; // the keys of the table above
type Visit = { readonly name: string; readonly path: string; readonly way: Way };

/**
 * Opens every page while the API fails, in a few windows at once, and answers by name what is wrong with what it shows: a
 * skeleton that stays, no words for the failure, words that are not true, a raw code. Each page meets one of the ways, in
 * turn: what differs between them is one part of the console, with tests of its own. With EVERY_WAY=1 each meets all.
 * @param silent names of pages that ask the API for nothing
 */
export async function wrongWhenUnanswered(
  visitor: Visitor,
  pages: Readonly<Record<string, string>>,
  silent: ReadonlySet<string>,
): Promise<Record<string, string>> {
  const wrong: Record<string, string> = {};
  const isAsked = (way: Way, index: number) => Boolean(process.env['EVERY_WAY']) || way === ways[index % ways.length];
  const all: Visit[] = Object.entries(pages).flatMap(([name, path], index) =>
    ways.filter((way) => isAsked(way, index)).map((way) => ({ name, path, way })),
  );
  await visitor.open('/relance/settings'); // logs in once, before there are several windows
  const waited = all.filter(({ way }) => way === NEVER);
  const others = all.filter(({ way }) => way !== NEVER);
  const work = async (left: Visit[]): Promise<void> => {
    const viewer = await visitor.window();
    const { page } = viewer;
    let now: Way = '503';
    if (left === waited) await shortenLimits(page);
    await page.route(
      (url) => url.pathname.startsWith('/api/relance/') && !answered.test(url.pathname),
      (route) => waysToFail[now].answer(route),
    );
    for (let next = left.shift(); next; next = left.shift()) {
      const { name, path, way } = next;
      now = way;
      await viewer.open(path);
      const said = await settled(page, silent.has(name) ? [] : waysToFail[way].words);
      if (said !== null) wrong[`${name}, ${way}`] = said;
    }
    await viewer.leave();
  };
  await Promise.all([waited, others, others].map(work));
  return wrong;
}

async function shortenLimits(page: Page): Promise<void> {
  await page.addInitScript((by) => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (ms) => timeout(ms / by);
  }, shorterBy);
}

/** Null once nothing waits any more and the failure is said in words; otherwise what is wrong after a while. */
async function settled(page: Page, words: readonly string[]): Promise<string | null> {
  let seen: Look = { text: '', isWaiting: true };
  const isSettled = async () => {
    seen = await page.evaluate(look);
    return !seen.isWaiting && (words.length === 0 || words.some((each) => seen.text.includes(each)));
  };
  const inTime = await until('the page to say what failed', isSettled, { within: patienceMs }).then(
    () => true,
    () => false,
  );
  if (inTime) return untrue(seen.text);
  return seen.isWaiting ? 'something still waits' : `says nothing of it: ${seen.text.slice(0, 200)}`;
}

const untrue = (text: string): string | null => {
  const [found] = nothingHere.exec(text) ?? rawCode.exec(text) ?? [];
  return found === undefined ? null : `says “${found}”`;
};
