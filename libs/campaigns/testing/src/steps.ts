import { type TestApp } from './test-app.ts';

/** Requests as one owner. */
export type Client = Awaited<ReturnType<TestApp['as']>>;

/** The fields that a refusal names, each once, in order. */
export const problems = (body: { details?: { field: string }[] }): string[] =>
  [...new Set((body.details ?? []).map(({ field }) => field))].sort();

let people = 0;
/** So many contacts that nobody has yet, in turn French and English; the last `others` of them live in Senegal. */
export async function withContacts(owner: Client, count: number, others = 0): Promise<void> {
  const contacts = Array.from({ length: count }, (_, index) => {
    people += 1;
    const isOther = index >= count - others;
    const phone = isOther ? `+22177${String(people).padStart(7, '0')}` : `+23769${String(people).padStart(7, '0')}`;
    return { phone, name: `Person ${people}`, language: index % 2 ? 'en' : 'fr' };
  });
  expect((await owner.post('/contacts/bulk', { contacts })).body.data.created).toBe(count);
}

/** A campaign for everybody, as the route answers it. */
export async function aDraft(owner: Client, body: object = {}) {
  const made = await owner.post('/campaigns', { name: 'Spring', targetFilter: {}, ...body });
  expect([made.status, made.body.details]).toEqual([201, undefined]);
  return made.body.data;
}

/** A campaign as it is now. */
export const read = async (owner: Client, id: string) => (await owner.get(`/campaigns/${id}`)).body.data;
