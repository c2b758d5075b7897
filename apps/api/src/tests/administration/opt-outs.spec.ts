import { getConnectionToken } from '@nestjs/mongoose';
import { Types, type Connection } from 'mongoose';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { callsOf } from '../../testing/calls.ts';

let env: ApiTestEnv;
beforeAll(async () => {
  env = await startTestApp();
}, 60_000);
afterAll(() => env.close());

const { call, lastEntry } = callsOf(() => env);

describe('opt-outs', () => {
  const phone = '+237699000077';

  it('written down by hand hold for every owner, once, and are lifted with a reason', async () => {
    const contact = async (owner: string) =>
      (await call('post', '/contacts', owner, { phone, name: 'Told by phone' })).data.id as string;
    const ids = { awa: await contact('awa'), binta: await contact('binta') };
    const made = await call('post', '/admin/opt-outs', 'admin', { phone: '+237 6 99 00 00 77', reason: 'called us' });
    expect(made.status).toBe(201);
    expect(made.data).toMatchObject({ phone, source: 'admin', ownerId: null, evidence: null, reason: 'called us' });
    const again = await call('post', '/admin/opt-outs', 'admin', { phone, reason: 'again' });
    expect([again.status, again.data.id]).toEqual([200, made.data.id]);
    for (const [owner, id] of Object.entries(ids))
      expect((await call('get', `/contacts/${id}`, owner)).data.optedOut).toBe(true);
    const added = await lastEntry('opt_out.add');
    expect(added).toMatchObject({ before: null, reason: 'called us', after: { source: 'admin' } });
    expect(JSON.stringify(added)).not.toContain('699000077');
    expect((await call('delete', `/admin/opt-outs/${made.data.id}`, 'admin', {})).details).toMatchObject([
      { field: 'reason' },
    ]);
    const lifted = await call('delete', `/admin/opt-outs/${made.data.id}`, 'admin', { reason: 'asked for it' });
    expect(lifted.data).toEqual({ id: made.data.id });
    expect((await call('get', `/contacts/${ids.awa}`, 'awa')).data.optedOut).toBe(false);
    expect(await lastEntry('opt_out.lift')).toMatchObject({ after: null, reason: 'asked for it' });
    const gone = await call('delete', `/admin/opt-outs/${made.data.id}`, 'admin', { reason: 'again' });
    expect(gone.code).toBe('OPT_OUT_NOT_FOUND');
  }, 30_000);

  it('written down by hand hold by every spelling of the number that WhatsApp named', async () => {
    const id = (await call('post', '/contacts', 'carla', { phone: '+5531988112233' })).data.id as string;
    const contacts = env.app.get<Connection>(getConnectionToken()).collection('contacts');
    await contacts.updateOne(
      { _id: new Types.ObjectId(id) },
      { $set: { waPhone: '+553188112233', lid: '77@lid', onWhatsApp: 'yes' } },
    );
    const made = await call('post', '/admin/opt-outs', 'admin', { phone: '+553188112233', reason: 'called us' });
    expect(made.status).toBe(201);
    expect((await call('get', `/contacts/${id}`, 'carla')).data.optedOut).toBe(true);
    // Another owner wrote the number as it was: nobody asked WhatsApp about that record.
    const other = (await call('post', '/contacts', 'dora', { phone: '+5531988112233' })).data.id as string;
    expect((await call('get', `/contacts/${other}`, 'dora')).data.optedOut).toBe(true);
    await call('delete', `/admin/opt-outs/${made.data.id}`, 'admin', { reason: 'asked for it' });
    expect((await call('get', `/contacts/${other}`, 'dora')).data.optedOut).toBe(false);
  });

  it('written down by hand are not for an owner to lift; an admin may, also for the owner', async () => {
    const number = '+237699000078';
    const id = (await call('post', '/contacts', 'fanta', { phone: number })).data.id as string;
    await call('post', '/admin/opt-outs', 'admin', { phone: number, reason: 'called us' });
    const optIn = (as: string, onBehalfOf?: string) =>
      call('post', `/contacts/${id}/opt-in`, as, { reason: 'asked for it' }, onBehalfOf);
    const refused = await optIn('fanta');
    expect([refused.status, refused.code, refused.details]).toEqual([409, 'OPT_OUT_HELD', { heldBy: ['admin'] }]);
    expect((await call('get', `/contacts/${id}`, 'fanta')).data.optedOut).toBe(true);
    expect((await optIn('admin', 'fanta')).data.optedOut).toBe(false);
    expect(await lastEntry('contact.opt_in')).toMatchObject({
      actor: { id: 'the-admin' },
      onBehalfOf: { id: 'fanta' },
    });
  });

  it('of an owner that an admin confirms stay one, and are the admin’s to lift from then on', async () => {
    const number = '+237699000079';
    const id = (await call('post', '/contacts', 'gina', { phone: number })).data.id as string;
    await call('post', `/contacts/${id}/opt-out`, 'gina', {});
    const confirmed = await call('post', '/admin/opt-outs', 'admin', { phone: number, reason: 'told us too' });
    expect([confirmed.status, confirmed.data.source]).toEqual([200, 'api']);
    expect(await lastEntry('opt_out.add')).toMatchObject({
      reason: 'told us too',
      entity: { id: confirmed.data.id },
      before: { source: 'api' },
    });
    expect((await call('post', `/contacts/${id}/opt-in`, 'gina', { reason: 'asked us' })).code).toBe('OPT_OUT_HELD');
    await call('delete', `/admin/opt-outs/${confirmed.data.id}`, 'admin', { reason: 'asked for it' });
    expect((await call('get', `/contacts/${id}`, 'gina')).data.optedOut).toBe(false);
  });

  it('and contacts show the whole number to who asks, and the audit says who did', async () => {
    const number = '+237677000401';
    const made = await call('post', '/admin/opt-outs', 'admin', { phone: number, reason: 'asked' });
    const seen = await call('post', `/admin/opt-outs/${made.data.id}/reveal`, 'admin');
    expect([seen.status, seen.data.phone]).toEqual([200, number]);
    expect((await call('post', `/admin/opt-outs/${made.data.id}/reveal`, 'support')).status).toBe(403);
    expect((await call('post', `/admin/opt-outs/${'0'.repeat(24)}/reveal`, 'admin')).code).toBe('OPT_OUT_NOT_FOUND');
    expect(await lastEntry('opt_out.phone_revealed')).toMatchObject({
      actor: { id: 'the-admin' },
      entity: { id: made.data.id },
    });
    const contact = (await call('post', '/contacts', 'erica', { phone: '+237677000402' })).data.id as string;
    const shown = await call('post', `/contacts/${contact}/reveal`, 'erica');
    expect([shown.status, shown.data]).toEqual([200, { id: contact, phone: '+237677000402' }]);
    const entry = await lastEntry('contact.phone_revealed');
    expect(entry).toMatchObject({ actor: { id: 'erica' }, entity: { type: 'contact', id: contact } });
    expect(JSON.stringify(entry)).not.toContain('677000402');
  });

  it('are listed newest first, by source and number, page by page', async () => {
    for (const digit of [1, 2, 3])
      await call('post', '/admin/opt-outs', 'admin', { phone: `+23769900010${digit}`, reason: 'asked' });
    const first = await call('get', '/admin/opt-outs?limit=2&q=237699000', 'support');
    expect(first.data).toMatchObject({ total: 3, optOuts: [{ phoneMasked: '+237…03' }, { phoneMasked: '+237…02' }] });
    expect(JSON.stringify(first.data)).not.toContain('69900010');
    const rest = await call('get', `/admin/opt-outs?limit=2&q=237699000&cursor=${first.data.nextCursor}`);
    expect(rest.data.optOuts).toMatchObject([{ phoneMasked: '+237…01' }]);
    expect((await call('get', '/admin/opt-outs?source=reply')).data.optOuts).toEqual([]);
    expect((await call('post', '/admin/opt-outs', 'admin', { phone: '12', reason: 'x' })).details).toMatchObject([
      { field: 'phone' },
    ]);
  });
});
