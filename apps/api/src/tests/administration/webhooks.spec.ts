import { getConnectionToken } from '@nestjs/mongoose';
import { type Connection } from 'mongoose';
import { Webhook } from 'standardwebhooks';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { startReceiver } from '@relance/platform/testing';

type Method = 'get' | 'post' | 'patch' | 'delete';
const caller = (app: ApiTestEnv, token: string) => (method: Method, path: string, body?: object) =>
  app.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' }).send(body);

describe('webhooks', () => {
  let app: ApiTestEnv;
  let awa: ReturnType<typeof caller>;
  let binta: ReturnType<typeof caller>;
  let admin: ReturnType<typeof caller>;

  beforeAll(async () => {
    app = await startTestApp();
    awa = caller(app, await app.token('user', 'awa'));
    binta = caller(app, await app.token('user', 'binta'));
    admin = caller(app, await app.token('admin', 'boss'));
    // Somebody to write to, so that a campaign does not end as soon as it starts.
    await awa('post', '/contacts', { phone: '+237699000112', name: 'Chantal' }).expect(201);
    await binta('post', '/contacts', { phone: '+237699000113', name: 'Denise' }).expect(201);
  }, 60_000);
  afterAll(() => app.close());

  const outbox = () => app.app.get<Connection>(getConnectionToken()).collection('webhook_deliveries');
  const aCampaign = async (as: typeof awa, name: string): Promise<string> =>
    (await as('post', '/campaigns', { name, targetFilter: {} }).expect(201)).body.data.id;

  it('nobody subscribes to cost nothing: no event is written', async () => {
    await aCampaign(awa, 'unheard');
    expect(await outbox().countDocuments({})).toBe(0);
  });

  it('tell an owner of their own campaigns, signed and in order, and the installation of everybody’s', async () => {
    const [own, all] = [await startReceiver(), await startReceiver()];
    const made = await awa('post', '/webhooks', { url: own.url, events: ['campaign.updated'] }).expect(201);
    expect(made.body.data).toMatchObject({
      active: true,
      disabledReason: null,
      disabledCause: null,
      secret: expect.stringMatching(/^whsec_/),
    });
    await admin('post', '/admin/webhooks', { url: all.url, events: ['campaign.updated'] }).expect(201);
    const id = await aCampaign(awa, 'told');
    await awa('post', `/campaigns/${id}/start`, {}).expect(200);
    await awa('post', `/campaigns/${id}/pause`, {}).expect(200);
    await aCampaign(binta, 'of somebody else');

    const heard = await own.until(3);
    expect(heard.map(({ event }) => [event.type, event.data['status']])).toEqual([
      ['campaign.updated', 'draft'],
      ['campaign.updated', 'active'],
      ['campaign.updated', 'paused'],
    ]);
    for (const { headers, body } of heard) {
      new Webhook(made.body.data.secret).verify(body, headers as Record<string, string>);
    }
    await all.until(4);
    expect(new Set(all.received.map(({ event }) => event.data['ownerId']))).toEqual(new Set(['awa', 'binta']));
    expect(own.received).toHaveLength(3);

    const read = await awa('get', `/webhooks/${made.body.data.id}`).expect(200);
    expect(read.body.data).not.toHaveProperty('secret');
    expect(JSON.stringify((await awa('get', '/webhooks').expect(200)).body)).not.toContain('whsec_');
    await binta('get', `/webhooks/${made.body.data.id}`).expect(404);
    expect(app.log()).not.toContain(made.body.data.secret);
    await Promise.all([own.close(), all.close()]);
  });

  it('are tried again after failures, keep the order meanwhile, and can be replayed under the same id', async () => {
    const receiver = await startReceiver((response, count) => void response.writeHead(count === 1 ? 500 : 204).end());
    const { body } = await binta('post', '/webhooks', { url: receiver.url, events: ['campaign.updated'] }).expect(201);
    const id = await aCampaign(binta, 'retried');
    await binta('post', `/campaigns/${id}/start`, {}).expect(200);
    await receiver.until(1);
    // The second event waits behind the first one; both go once the first is due.
    await receiver.until(3);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).toBe(ids[1]);
    expect(receiver.received.map(({ event }) => event.data['status'])).toEqual(['draft', 'draft', 'active']);

    let list = await binta('get', `/webhooks/${body.data.id}/deliveries`).expect(200);
    while (list.body.data.deliveries.some((one: { status: string }) => one.status === 'pending')) {
      list = await binta('get', `/webhooks/${body.data.id}/deliveries`).expect(200);
    }
    expect(list.body.data).toMatchObject({
      total: 2,
      deliveries: [
        { event: 'campaign.updated', status: 'delivered', attempts: 1, responseStatus: 204 },
        { event: 'campaign.updated', status: 'delivered', attempts: 2, messageId: ids[0] },
      ],
    });
    const [, first] = list.body.data.deliveries;
    await binta('post', `/webhooks/${body.data.id}/deliveries/${first.id}/replay`, {}).expect(200);
    await receiver.until(4);
    expect(receiver.received[3]?.headers['webhook-id']).toBe(ids[0]);
    await binta('post', `/webhooks/${body.data.id}/deliveries/${'0'.repeat(24)}/replay`, {}).expect(404);
    await receiver.close();
  }, 30_000);

  it('that are still on their way are brought forward by a replay, not sent twice', async () => {
    const receiver = await startReceiver((response, count) => void response.writeHead(count === 1 ? 500 : 204).end());
    const { body } = await binta('post', '/webhooks', { url: receiver.url, events: ['campaign.updated'] }).expect(201);
    await aCampaign(binta, 'brought forward');
    await receiver.until(1);
    const list = async () =>
      (await binta('get', `/webhooks/${body.data.id}/deliveries`).expect(200)).body.data.deliveries;
    let [first] = await list();
    while (first.attempts < 1) [first] = await list();
    const dueAt = new Date(Date.now() + 3_600_000);
    await outbox().updateOne({ messageId: first.messageId }, { $set: { dueAt } });
    const replayed = await binta('post', `/webhooks/${body.data.id}/deliveries/${first.id}/replay`, {}).expect(200);
    expect(replayed.body.data).toMatchObject({ id: first.id, status: 'pending' });
    await receiver.until(2);
    let all = await list();
    while (all[0].status === 'pending') all = await list();
    expect(all).toMatchObject([{ id: first.id, status: 'delivered', attempts: 2 }]);
    await awa('post', `/webhooks/${body.data.id}/deliveries/${first.id}/replay`, {}).expect(404);
    await binta('patch', `/webhooks/${body.data.id}`, { active: false }).expect(200);
    const off = await binta('post', `/webhooks/${body.data.id}/deliveries/${first.id}/replay`, {}).expect(409);
    expect(off.body.code).toBe('WEBHOOK_INACTIVE');
    await receiver.close();
  }, 30_000);

  it('leave a receiver alone for as long as it asks, whatever the event is about', async () => {
    const busy = { 'retry-after': '2' };
    const receiver = await startReceiver(
      (response, count) => void response.writeHead(count === 1 ? 429 : 204, count === 1 ? busy : {}).end(),
    );
    const { body } = await binta('post', '/webhooks', { url: receiver.url, events: ['campaign.updated'] }).expect(201);
    await aCampaign(binta, 'busy');
    await receiver.until(1);
    const asked = Date.now();
    await aCampaign(binta, 'of another subject');
    await receiver.until(2);
    expect(Date.now() - asked).toBeGreaterThan(1500);
    await binta('delete', `/webhooks/${body.data.id}`).expect(200);
    await receiver.close();
  }, 30_000);

  it('are switched off at once by 410 Gone, with a notice; a test event’s 410 counts for nothing', async () => {
    const receiver = await startReceiver((response) => void response.writeHead(410).end());
    const { body } = await binta('post', '/webhooks', { url: receiver.url, events: ['campaign.updated'] }).expect(201);
    const read = async () => (await binta('get', `/webhooks/${body.data.id}`).expect(200)).body.data;
    await binta('post', `/webhooks/${body.data.id}/test`, {}).expect(200);
    expect(await read()).toMatchObject({ active: true });
    await aCampaign(binta, 'gone');
    for (let left = 100; (await read()).active && left > 0; left -= 1) await aCampaign(binta, `gone ${left}`);
    expect(await read()).toMatchObject({
      active: false,
      disabledReason: 'the receiver answered 410 Gone',
      disabledCause: 'gone',
    });
    const noted = async () => (await admin('get', '/admin/audit?action=webhook.disable').expect(200)).body.data.entries;
    // The line is written once the endpoint is off.
    for (let left = 100; (await noted()).length === 0 && left > 0; left -= 1) continue;
    expect((await noted())[0]).toMatchObject({ entity: { id: body.data.id }, actor: { role: 'system' } });
    await receiver.close();
  }, 30_000);

  it('can be tested; a failure is told and counts for nothing', async () => {
    const receiver = await startReceiver((response) => void response.writeHead(302, { location: '/' }).end());
    const { body } = await awa('post', '/webhooks', { url: receiver.url, events: ['session.updated'] }).expect(201);
    const tested = await awa('post', `/webhooks/${body.data.id}/test`, {}).expect(200);
    expect(tested.body.data).toMatchObject({
      delivered: false,
      responseStatus: 302,
      delivery: { event: 'webhook.test' },
    });
    expect((await awa('get', `/webhooks/${body.data.id}`)).body.data).toMatchObject({ active: true });
    const { id: deliveryId } = tested.body.data.delivery;
    await awa('post', `/webhooks/${body.data.id}/deliveries/${deliveryId}/replay`, {}).expect(200);
    const audit = await admin('get', `/admin/audit?entityId=${body.data.id}&limit=2`).expect(200);
    expect(audit.body.data.entries).toMatchObject([
      { action: 'webhook.replay', before: null, after: { deliveryId, event: 'webhook.test' } },
      { action: 'webhook.test', before: null, after: { delivered: false, responseStatus: 302 } },
    ]);
    await receiver.close();
    await awa('delete', `/webhooks/${body.data.id}`).expect(200);
    await awa('get', `/webhooks/${body.data.id}`).expect(404);
  });

  it.each([
    ['no address', { url: 'nowhere', events: ['campaign.updated'] }, 'url'],
    ['another scheme', { url: 'ftp://example.com/', events: ['campaign.updated'] }, 'url'],
    ['a password in it', { url: 'https://a:b@example.com/', events: ['campaign.updated'] }, 'url'],
    ['metadata', { url: 'http://169.254.169.254/latest', events: ['campaign.updated'] }, 'url'],
    ['metadata in decimal', { url: 'http://2852039166/', events: ['campaign.updated'] }, 'url'],
    ['unspecified', { url: 'http://0.0.0.0:80/', events: ['campaign.updated'] }, 'url'],
    ['no event', { url: 'https://example.com/', events: [] }, 'events'],
    ['an unknown event', { url: 'https://example.com/', events: ['campaign.exploded'] }, 'events'],
    ['null', { url: null, events: null }, 'url'],
  ])('are refused with %s', async (_, body, field) => {
    const { body: answer } = await awa('post', '/webhooks', body).expect(400);
    expect(answer.details.map((one: { field: string }) => one.field)).toContain(field);
  });

  it('have a limit, and every change is written down without the path', async () => {
    const url = 'https://example.com/secret-path';
    const { body } = await awa('post', '/webhooks', { url, events: ['campaign.updated'] }).expect(201);
    await awa('patch', `/webhooks/${body.data.id}`, { active: false }).expect(200);
    await awa('patch', `/webhooks/${body.data.id}`, { url: `${url}/2` }).expect(200);
    const audit = await admin('get', '/admin/audit?entityType=webhook&limit=3').expect(200);
    const [moved, stopped, made] = audit.body.data.entries;
    const address = { url: 'example.com/…' };
    expect(moved).toMatchObject({ action: 'webhook.update', before: address, after: address });
    expect(stopped).toMatchObject({
      action: 'webhook.update',
      entity: { id: body.data.id, name: 'example.com' },
      before: { active: true },
      after: { active: false },
    });
    expect(made).toMatchObject({ action: 'webhook.create', before: null, after: { ...address, active: true } });
    expect(JSON.stringify(audit.body)).not.toContain('secret-path');
    for (let answer = 201; answer === 201;) {
      answer = (await awa('post', '/webhooks', { url, events: ['campaign.updated'], active: false })).status;
      if (answer !== 201) expect(answer).toBe(422);
    }
  });
});

describe('a webhook with nothing but failures for five days', () => {
  it('is switched off with a notice, and can be switched on again', async () => {
    const app = await startTestApp({ RELANCE_CLOCK_RATE: '100000' });
    const awa = caller(app, await app.token('user', 'awa'));
    const admin = caller(app, await app.token('admin', 'boss'));
    const receiver = await startReceiver((response) => void response.writeHead(503).end());
    try {
      const { body } = await awa('post', '/webhooks', { url: receiver.url, events: ['campaign.updated'] }).expect(201);
      const read = async () => (await awa('get', `/webhooks/${body.data.id}`).expect(200)).body.data;
      for (let n = 0; (await read()).active; n += 1) {
        await awa('post', '/campaigns', { name: `campaign ${n}`, targetFilter: {} }).expect(201);
      }
      expect(await read()).toMatchObject({
        disabledReason: expect.stringContaining('5 days'),
        disabledCause: 'failing',
      });
      const audit = await admin('get', '/admin/audit?action=webhook.disable').expect(200);
      expect(audit.body.data.entries[0]).toMatchObject({ entity: { id: body.data.id }, actor: { role: 'system' } });
      const again = await awa('patch', `/webhooks/${body.data.id}`, { active: true }).expect(200);
      expect(again.body.data).toMatchObject({ active: true, disabledReason: null, disabledCause: null });
    } finally {
      await receiver.close();
      await app.close();
    }
  }, 60_000);
});
