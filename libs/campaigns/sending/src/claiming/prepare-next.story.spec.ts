import { OPT_OUT_STORE, type OptOutStore } from '@relance/campaigns-domain';
import { type SendOutcome } from '@relance/messaging';
import { vi } from 'vitest';
import { aCampaignFor, accepted, anOwner, aPhone, DAY_MS, engineTestEnv, eventually } from '@relance/campaigns-testing';
import { PrepareNext } from './prepare-next.ts';

// However slow the machine.
const env = engineTestEnv({ aheadForMs: 60_000 });
const PEOPLE = 5;
/** The third message of the second day is with WhatsApp. By then everybody's number was looked up, so the fourth is prepared. */
const HELD = PEOPLE + 3;

async function whileTheFourthIsPrepared() {
  const owner = anOwner();
  const phones = Array.from({ length: PEOPLE }, aPhone);
  const { id, api } = await aCampaignFor(env, owner, phones);
  const sent = () => env.messenger.sent.filter((message) => message.ownerId === owner);
  let release: (outcome: SendOutcome) => void = () => undefined;
  env.messenger.script = (message) =>
    message.ownerId === owner && sent().length === HELD
      ? new Promise<SendOutcome>((resolve) => (release = resolve))
      : accepted;
  await env.messenger.link(owner);
  await api.post(`/campaigns/${id}/start`);
  await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(PEOPLE));
  const confirm = vi.spyOn(env.app.get(PrepareNext), 'confirm');
  env.advance(DAY_MS);
  await eventually(() => expect(sent()).toHaveLength(HELD));
  confirm.mockClear();
  const [, , , prepared = '', last = ''] = phones;
  return { owner, id, api, confirm, prepared, last, release: () => release(accepted) };
}

const day2 = (phone: string) => env.sentTo(phone).filter((text) => text.startsWith('Day 2'));
type World = Awaited<ReturnType<typeof whileTheFourthIsPrepared>>;

async function contactOf({ api }: World, phone: string): Promise<string> {
  const { contacts } = (await api.get('/contacts')).body.data;
  return contacts.find((contact: { phone: string }) => contact.phone === phone).id;
}

/** What the fourth is when its turn comes: who was asked about, and what the answer was. */
async function confirmationOf({ confirm, prepared }: World) {
  const asked = () => confirm.mock.calls.findIndex(([{ claim }]) => claim.contact.phone === prepared);
  await eventually(() => expect(asked()).toBeGreaterThanOrEqual(0));
  return confirm.mock.results[asked()]?.value;
}

describe('a message that is prepared while the one before it is with WhatsApp', () => {
  it('leaves when nothing has changed', async () => {
    const world = await whileTheFourthIsPrepared();
    world.release();
    expect(await confirmationOf(world)).not.toBeNull();
    await eventually(() =>
      expect([world.prepared, world.last].map(day2)).toEqual([[expect.any(String)], [expect.any(String)]]),
    );
    await eventually(async () => expect((await env.campaign(world.id)).messages.sent).toBe(2 * PEOPLE));
    expect(await env.differences()).toEqual([]);
  });

  it.each<[string, (world: World) => Promise<unknown>]>([
    ['whoever it is for pays', ({ api, prepared }) => api.post('/contacts/convert', { phone: prepared })],
    [
      'an opt-out of theirs is stored by another process',
      ({ owner, prepared }) =>
        env.app.get<OptOutStore>(OPT_OUT_STORE).add({
          phone: prepared,
          keys: [prepared],
          source: 'admin',
          evidence: null,
          at: env.clock.now(),
          ownerId: owner,
          confirmation: 'none',
        }),
    ],
  ])('does not leave when %s; the next one does', async (_, change) => {
    const world = await whileTheFourthIsPrepared();
    await change(world);
    world.release();
    await eventually(() => expect(day2(world.last)).toHaveLength(1));
    expect(await confirmationOf(world)).toBeNull();
    await env.settled();
    expect(day2(world.prepared)).toEqual([]);
    expect(await env.differences()).toEqual([]);
  });

  it('says what the contact is called by then', async () => {
    const world = await whileTheFourthIsPrepared();
    await world.api.patch(`/contacts/${await contactOf(world, world.prepared)}`, { name: 'Renamed' });
    world.release();
    await eventually(() => expect(day2(world.prepared)).toEqual(['Day 2 for Renamed']));
    expect(await confirmationOf(world)).toBeNull();
  });

  it.each<[string, (world: World) => Promise<unknown>, (world: World) => Promise<unknown>]>([
    [
      'its campaign is paused',
      ({ api, id }) => api.post(`/campaigns/${id}/pause`),
      ({ api, id }) => api.post(`/campaigns/${id}/resume`),
    ],
    [
      'the owner’s sending is paused',
      ({ api }) => api.put('/settings', { sendingPaused: true }),
      ({ api }) => api.put('/settings', { sendingPaused: false }),
    ],
  ])('waits when %s, and leaves once afterwards', async (_, pause, resume) => {
    const world = await whileTheFourthIsPrepared();
    await pause(world);
    world.release();
    expect(await confirmationOf(world)).toBeNull();
    await eventually(async () => expect((await env.campaign(world.id)).messages.sent).toBe(HELD));
    expect([world.prepared, world.last].flatMap(day2)).toEqual([]);
    await resume(world);
    await eventually(() => expect([world.prepared, world.last].map((phone) => day2(phone).length)).toEqual([1, 1]));
    expect(await env.differences()).toEqual([]);
  });
});
