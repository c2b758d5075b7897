import { link, sendWithoutPauses } from './acts.ts';
import { type Client } from './client.ts';
import { differences, Guide } from './guide-samples.ts';
import { type TestEnv, tokenFor } from './product.test-env.ts';
import { until } from './wait.ts';

type Answered = { readonly success: boolean; readonly data?: Record<string, unknown> };
/** Whose guide it is, and whose phones stand in it. */
export type GuideMember = {
  readonly file: string;
  readonly ownerId: string;
  readonly account: string;
  readonly replies: string;
};

/** What each sample's answer is called later, as `{contact}` in a path. */
const remembered: Readonly<Record<string, string>> = {
  'contact-create': 'contact',
  'campaign-create': 'campaign',
  'campaign-clone': 'clone',
  'media-upload': 'media',
  'contacts-import': 'job',
  'token-create': 'token',
  'webhook-create': 'webhook',
};

/**
 * Performs the guide "Campaigns over the API" from its first sample to its last, in its order, with a linked phone and a person that
 * replies where the guide says so; answers, by sample, where the API says something else. `performed` are the names of all requests, `shown` of all answers.
 */
export async function performCampaignsGuide(
  env: TestEnv,
  { file, ownerId, account, replies }: GuideMember,
): Promise<{ readonly wrong: Record<string, string[]>; readonly performed: string[]; readonly shown: string[] }> {
  const guide = new Guide(file);
  const token = await tokenFor(ownerId, 'user');
  const owner = await env.owner(ownerId);
  const ids = new Map<string, string>();
  const wrong: Record<string, string[]> = {};
  const before: Readonly<Record<string, () => Promise<void>>> = {
    'target-why': async () => void ids.set('target', (await targetsOf(owner, ids))[0]?.id ?? ''),
    'template-test': async () => {
      // First: the pause after a message is the one of the profile under which it left.
      await sendWithoutPauses(owner);
      await link(env, owner, account);
      const isSent = async () => {
        const path = `/campaigns/${ids.get('campaign')}`;
        const { messages, counts } = await owner.get<{ messages: { sent: number }; counts: Record<string, number> }>(
          path,
        );
        return messages.sent === counts['enrolled'] && counts['sending'] === 0;
      };
      await until('the first day to be sent', isSent, { within: 60_000 });
    },
    'campaign-replied': async () => {
      await env.simulator.reply({ from: replies, account, text: 'Yes, tell me more' });
      await until('the reply', async () => (await targetsOf(owner, ids, '?replied=true')).length === 1);
    },
  };
  for (const name of guide.names('http')) {
    await before[name]?.();
    const { method, path, headers, body } = guide.request(name);
    const isForm = headers['Content-Type']?.startsWith('multipart/') ?? false;
    const named = (text: string) => text.replace(/\{(\w+)\}/g, (whole, of: string) => ids.get(of) ?? whole);
    const response = await fetch(`${env.api.url}${named(path)}`, {
      method,
      headers: { ...headers, Authorization: `Bearer ${token}` },
      // Lines of a form end as mail's do.
      body: isForm ? body?.replaceAll('\n', '\r\n') : body && named(body),
    });
    const text = await response.text();
    const isCsv = response.headers.get('content-type')?.startsWith('text/csv') ?? false;
    const answer: unknown = isCsv ? { csv: text.split('\n')[0] } : JSON.parse(text);
    const sample = guide.answer(name);
    const found = differences(sample.body, answer);
    if (sample.status !== response.status) found.unshift(`status: the API ${response.status}`);
    if (found.length > 0) wrong[name] = found;
    const { data } = answer as Answered;
    const id = data?.['id'] ?? data?.['jobId'];
    const called = remembered[name];
    if (called !== undefined && typeof id === 'string') ids.set(called, id);
  }
  return { wrong, performed: guide.names('http'), shown: guide.names('json') };
}

async function targetsOf(owner: Client, ids: ReadonlyMap<string, string>, query = ''): Promise<{ id: string }[]> {
  const path = `/campaigns/${ids.get('campaign')}/targets${query}`;
  return (await owner.get<{ targets: { id: string }[] }>(path)).targets;
}
