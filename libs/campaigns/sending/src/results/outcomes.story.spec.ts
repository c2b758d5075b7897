import { type SendOutcome } from '@relance/messaging';
import { aCampaignFor, accepted, anOwner, aPhone, DAY_MS, engineTestEnv, eventually } from '@relance/campaigns-testing';

const env = engineTestEnv();

describe('what becomes of a message', () => {
  async function oneMessage(
    outcome: SendOutcome,
  ): Promise<{ id: string; phone: string; owner: ReturnType<typeof anOwner> }> {
    const [owner, phone] = [anOwner(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    env.messenger.script = () => outcome;
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(env.sentTo(phone).length).toBeGreaterThan(0));
    await env.settled();
    return { id, phone, owner };
  }

  it('a permanent refusal lets the contact go', async () => {
    const { id } = await oneMessage({ kind: 'refused', code: 404, at: new Date() });
    await eventually(async () =>
      expect((await env.campaign(id)).counts).toMatchObject({ exited: 1, exitedBy: { invalid_contact: 1 } }),
    );
    expect((await env.campaign(id)).messages).toMatchObject({ sent: 1, refused: 1 });
  });

  it('a temporary refusal is tried again after an hour, three times, then the day is given up', async () => {
    const { id, phone } = await oneMessage({ kind: 'refused', code: 500, at: new Date() });
    env.messenger.script = () => ({ kind: 'refused', code: 500, at: new Date() });
    for (const tries of [1, 2, 3]) {
      await eventually(async () => expect((await env.campaign(id)).messages).toMatchObject({ refused: tries }));
      env.advance(3_600_000);
    }
    await eventually(async () =>
      expect((await env.targetsOf(id))[0]).toMatchObject({ currentDay: 2, daysLost: 1, status: 'active' }),
    );
    expect(new Set(env.idsTo(phone)).size).toBe(3);
  });

  it.each(['delivered', 'read'] as const)(
    '10.3.1 a refused one that a receipt says was %s is not tried again: the next day follows',
    async (kind) => {
      const { id, phone, owner } = await oneMessage({ kind: 'refused', code: 479, at: new Date() });
      env.messenger.script = () => accepted;
      await env.messenger.receive(owner, env.idsTo(phone)[0] ?? '', kind);
      await env.settled();
      expect(await env.targetsOf(id)).toMatchObject([
        { status: 'active', currentDay: 2, attempt: 1, days: [{ day: 1, state: kind }] },
      ]);
      env.advance(DAY_MS);
      await eventually(() => expect(env.sentTo(phone)).toHaveLength(2));
      expect(env.sentTo(phone)[1]).toContain('Day 2');
    },
  );

  it('an uncertain one is held, never sent again, and settled by a late receipt', async () => {
    const { id, phone, owner } = await oneMessage({ kind: 'unknown', reason: 'ack_timeout' });
    await eventually(async () => expect((await env.campaign(id)).counts).toMatchObject({ unknown: 1 }));
    expect((await env.campaign(id)).messages.sent).toBe(0);
    env.messenger.script = () => accepted;
    env.advance(11 * 60_000);
    await eventually(async () =>
      expect((await env.targetsOf(id))[0]).toMatchObject({ status: 'active', currentDay: 2 }),
    );
    expect((await env.targetsOf(id))[0]?.days).toMatchObject([{ day: 1, state: 'unknown' }]);
    expect(env.sentTo(phone)).toHaveLength(1);
    await env.messenger.receive(owner, env.idsTo(phone)[0] ?? '', 'delivered');
    await eventually(async () =>
      expect((await env.targetsOf(id))[0]?.days).toMatchObject([{ day: 1, state: 'delivered' }]),
    );
    expect((await env.campaign(id)).messages).toMatchObject({ sent: 1, delivered: 1 });
  });

  it('an uncertain one goes out again under its own id when a person says so, and a refused one before its time', async () => {
    const { id, phone, owner } = await oneMessage({ kind: 'unknown', reason: 'ack_timeout' });
    const api = await env.as(owner);
    await eventually(async () => expect((await env.campaign(id)).counts).toMatchObject({ unknown: 1 }));
    const [target] = await env.targetsOf(id);
    env.messenger.script = () => ({ kind: 'refused', code: 500, at: new Date() });
    const retried = await api.post(`/targets/${target?.id}/retry`);
    expect(retried.body.data).toMatchObject({ id: target?.id, status: 'active', currentDay: 1 });
    await eventually(async () => expect((await env.campaign(id)).messages).toMatchObject({ refused: 1 }));
    expect(env.idsTo(phone)).toHaveLength(2);
    expect(new Set(env.idsTo(phone)).size).toBe(1);

    env.messenger.script = () => accepted;
    expect((await api.post(`/targets/${target?.id}/retry`)).status).toBe(200);
    await eventually(async () => expect((await env.campaign(id)).messages).toMatchObject({ sent: 2, pending: 1 }));
    expect((await env.targetsOf(id))[0]).toMatchObject({ currentDay: 2, status: 'active' });

    const again = await api.post(`/targets/${target?.id}/retry`);
    expect(again.body).toMatchObject({ code: 'TARGET_NOT_RETRYABLE', details: { currentStatus: 'active' } });
    expect((await (await env.as(anOwner())).post(`/targets/${target?.id}/retry`)).status).toBe(404);
    expect(env.audit.filter(({ action }) => action === 'target.retry')).toHaveLength(2);
  });

  it('one that certainly never left spends nothing and goes out later under the same id', async () => {
    const [owner, phone] = [anOwner(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    env.messenger.script = () => {
      void env.messenger.link(owner, { availability: 'connecting' });
      return { kind: 'not_sent', reason: 'sender_unavailable' };
    };
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(env.sentTo(phone)).toHaveLength(1));
    await eventually(async () => expect((await env.campaign(id)).counts).toMatchObject({ active: 1, sending: 0 }));
    env.messenger.script = () => accepted;
    await env.messenger.link(owner, { availability: 'ready' });
    await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(1));
    expect(new Set(env.idsTo(phone)).size).toBe(1);
    expect((await env.targetsOf(id))[0]).toMatchObject({ currentDay: 2, triesSpent: 0 });
  });

  it('a number that is not on WhatsApp is never written to', async () => {
    const [owner, phone] = [anOwner(), aPhone()];
    env.messenger.notOnWhatsApp.add(phone);
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => expect((await env.campaign(id)).counts.exitedBy.invalid_contact).toBe(1));
    expect(env.sentTo(phone)).toEqual([]);
  });

  it('too many refused pause the owner’s sending with the reason', async () => {
    const owner = anOwner();
    const phones = Array.from({ length: 25 }, aPhone);
    const { id, api } = await aCampaignFor(env, owner, phones);
    let count = 0;
    env.messenger.script = () => ((count += 1) % 5 === 0 ? { kind: 'refused', code: 475, at: new Date() } : accepted);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => expect((await api.get('/settings')).body.data.sendingPaused).toBe(true));
    await env.settled();
    expect((await env.campaign(id)).messages.sent).toBeGreaterThanOrEqual(20);
  });
});
