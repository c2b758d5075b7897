import { aCampaignFor, anOwner, aPhone, DAY_MS, engineTestEnv, eventually } from '@relance/campaigns-testing';

const env = engineTestEnv();

it('10.3.2 one received part of two keeps a sequence going, as long as a phone confirms something; none ends it', async () => {
  const [owner, heard, silent] = [anOwner(), aPhone(), aPhone()];
  const { id, api } = await aCampaignFor(env, owner, [heard, silent]);
  const { body } = await api.upload('/media', Buffer.from('%PDF-1.4 undelivered'), 'offer.pdf');
  const twoParts = { messageTemplate: { fr: 'x'.repeat(1025) }, mediaIds: [body.data.id] };
  const customMessages = [1, 2, 3, 4, 5, 6, 7].map((dayNumber) => ({ dayNumber, ...twoParts }));
  expect((await api.patch(`/campaigns/${id}`, { customMessages })).status).toBe(200);
  await env.messenger.link(owner);
  await api.post(`/campaigns/${id}/start`);
  // On day 2 the second part is received, on day 4 the first.
  const received = new Map([
    [2, 3],
    [4, 6],
  ]);
  for (let day = 1; day <= 7; day += 1) {
    await eventually(() => expect(env.idsTo(heard)).toHaveLength(2 * day));
    await env.settled();
    const part = received.get(day);
    if (part !== undefined) await env.messenger.receive(owner, env.idsTo(heard)[part] ?? '', 'delivered');
    await env.settled();
    env.advance(DAY_MS);
  }
  await eventually(async () => {
    const reasons = (await env.targetsOf(id)).map(({ phone, exitReason }) => [phone === heard, exitReason]);
    expect(reasons).toEqual([
      [true, 'completed_7days'],
      [false, 'delivery_exhausted'],
    ]);
  });
  expect(env.idsTo(silent)).toHaveLength(6);
});
