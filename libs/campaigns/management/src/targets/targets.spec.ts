import { METRICS } from '@relance/platform';
import { type Registry } from 'prom-client';
import { aCampaignFor, engineTestEnv, anOwner, aPhone, eventually } from '@relance/campaigns-testing';

const env = engineTestEnv();

describe('the routes of targets', () => {
  it('show a campaign’s targets by page and status, with masked phones and no other owner’s', async () => {
    const owner = anOwner();
    const phones = Array.from({ length: 5 }, aPhone);
    const { id, api } = await aCampaignFor(env, owner, phones);
    await api.post(`/campaigns/${id}/start`);
    await env.messenger.reply(owner, phones[0] ?? '', 'stop');
    const first = (await api.get(`/campaigns/${id}/targets?limit=2`)).body.data;
    expect(first).toMatchObject({ total: 5, page: 1, limit: 2, totalPages: 3, nextCursor: expect.any(String) });
    expect(first.targets).toHaveLength(2);
    const rest = (await api.get(`/campaigns/${id}/targets?limit=100&cursor=${first.nextCursor}`)).body.data;
    expect(rest.targets).toHaveLength(3);
    const exited = (await api.get(`/campaigns/${id}/targets?status=exited`)).body.data;
    expect(exited).toMatchObject({
      total: 1,
      targets: [
        {
          campaignId: id,
          status: 'exited',
          exitReason: 'opted_out',
          currentDay: 1,
          dueAt: null,
          days: [],
          lastError: null,
          contact: { name: 'Person 1', country: expect.anything(), language: 'en' },
        },
      ],
    });
    expect(exited.targets[0].contact.phoneMasked).not.toContain((phones[0] ?? '').slice(4, 10));
    expect((await api.get('/targets')).body.data).toMatchObject({ total: 4 });
    expect((await api.get('/campaigns/default/targets')).body.data).toMatchObject({ total: 0, targets: [] });
    const stranger = await env.as('somebody-else');
    expect((await stranger.get(`/campaigns/${id}/targets`)).status).toBe(404);
    expect((await stranger.get(`/targets/${exited.targets[0].id}/why`)).status).toBe(404);
  });

  it.each([
    ['/targets?status=sold', 'status'],
    ['/targets?status[$ne]=active', 'status'],
    ['/targets?limit=101', 'limit'],
    ['/targets?colour=red', 'colour'],
    ['/campaigns/xyz/targets', 'id'],
    ['/targets/xyz/why', 'id'],
  ])('refuse %s and name the field', async (path, field) => {
    const answer = await (await env.as('curious')).get(path);
    expect(answer.status).toBe(400);
    expect(answer.body.details[0].field).toContain(field);
  });

  it('and their campaign say what WhatsApp forbids an account whose session another process holds', async () => {
    const owner = anOwner();
    const { id, api } = await aCampaignFor(env, owner, [aPhone()]);
    await api.post(`/campaigns/${id}/start`);
    const [target] = await env.targetsOf(id);
    const until = new Date('2999-01-01T00:00:00Z');
    const closed = async () => {
      const { gates } = (await api.get(`/targets/${target?.id}/why`)).body.data;
      return gates.filter(({ open }: { open: boolean }) => !open).map(({ reason }: { reason: string }) => reason);
    };
    const restriction = async () => (await api.get(`/campaigns/${id}`)).body.data.restriction;
    env.messenger.elsewhere.set(owner, {
      availability: 'restricted',
      restrictedUntil: until,
      coldRestrictedUntil: null,
    });
    expect(await closed()).toEqual(['WhatsApp has restricted the account.']);
    expect(await restriction()).toMatchObject({ code: 'session_restricted', until: until.toISOString() });
    env.messenger.elsewhere.set(owner, { availability: 'ready', restrictedUntil: null, coldRestrictedUntil: until });
    expect(await closed()).toEqual(['WhatsApp refuses new chats for now.']);
    expect(await restriction()).toMatchObject({ code: 'new_chats_restricted', until: until.toISOString() });
    env.messenger.elsewhere.set(owner, {
      availability: 'needs_scan',
      restrictedUntil: null,
      coldRestrictedUntil: null,
    });
    expect(await closed()).toEqual(['WhatsApp must be linked by a scan.']);
    expect(await restriction()).toBeNull();
  });

  it('say why a message has not left, in the reader’s language', async () => {
    const owner = anOwner();
    const { id, api } = await aCampaignFor(env, owner, [aPhone()]);
    await api.post(`/campaigns/${id}/start`);
    const [target] = await env.targetsOf(id);
    const why = (await api.get(`/targets/${target?.id}/why`)).body.data;
    expect(why).toMatchObject({ sendable: false, earliestAt: null });
    expect(why.gates.filter(({ open }: { open: boolean }) => !open)).toEqual([
      { gate: 'session', open: false, reason: 'No connection to WhatsApp is open here.', until: null },
    ]);
    const { next } = (await api.get('/targets/next')).body.data;
    expect(next).toEqual({ targetId: target?.id, campaignId: id, ...why });
    await env.messenger.link(owner);
    await eventually(async () => expect((await env.campaign(id)).messages.sent).toBe(1));
    await env.settled();
    const [sent] = await env.targetsOf(id);
    const day2 = (await api.get('/targets/next')).body.data.next;
    expect(day2).toMatchObject({ targetId: target?.id, sendable: false });
    expect(Date.parse(day2.earliestAt)).toBeGreaterThanOrEqual(sent?.dueAt?.getTime() ?? Number.NaN);
    expect((await (await env.as('nobody-waits')).get('/targets/next')).body.data).toEqual({ next: null });
    const metrics = await env.app.get<Registry>(METRICS).metrics();
    expect(metrics).toMatch(/relance_deliveries_total\{state="sent"\} [1-9]/);
    expect(metrics).toMatch(/relance_send_latency_seconds_count [1-9]/);
  });
});
