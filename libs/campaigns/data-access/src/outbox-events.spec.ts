import { changeOf } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { OUTBOX, type OutboxDocument, OUTBOX_SUBSCRIPTIONS, outboxOf } from '@relance/platform';
import { Types } from 'mongoose';
import { MongoOptOutStore } from './opt-outs/opt-out.store.ts';
import { testStores } from './testing/stores.test-hooks.ts';
import { anActiveCampaign, anIntent, enrolled, only, owner, start } from './testing/test-stores.ts';

const stores = testStores();
const outbox = () => stores.connection.collection<OutboxDocument>(OUTBOX);
const caps = { daily: 1000, campaign: 1000, cold: 1000 };

const subscribe = async (of: string | null, events: readonly string[]): Promise<Types.ObjectId> => {
  const _id = new Types.ObjectId();
  await stores.connection.collection(OUTBOX_SUBSCRIPTIONS).insertOne({ _id, ownerId: of, events, active: true });
  outboxOf(stores.connection).forgetSubscriptions();
  return _id;
};

beforeEach(async () => {
  await stores.connection.collection(OUTBOX_SUBSCRIPTIONS).deleteMany({});
  await outbox().deleteMany({});
  outboxOf(stores.connection).forgetSubscriptions();
});

describe('events for other programs', () => {
  it('are not written while nobody subscribes to them', async () => {
    await subscribe('somebody-else', ['campaign.updated']);
    await subscribe(owner, ['session.updated']);
    await anActiveCampaign(stores);
    expect(await outbox().countDocuments({})).toBe(0);
  });

  it('are written with the change: a message that was sent, a person who left, an opt-out; once for each subscriber', async () => {
    const campaign = await anActiveCampaign(stores);
    const [target] = await enrolled(stores, campaign.id, 1);
    if (!target) throw new Error('nobody was enrolled');
    const [one, all] = [
      await subscribe(owner, ['delivery.updated', 'target.exited']),
      await subscribe(null, ['target.exited', 'contact.opted_out']),
    ];
    const intent = anIntent(campaign, target, { caps });
    await stores.sending.writeIntent(intent);
    const [delivery] = await stores.sending.deliveriesByMessageId([intent.delivery.waMessageId]);
    const now = only(await stores.sending.targetsById([target.id]));
    if (!delivery) throw new Error('no delivery was written');
    const updates = [{ state: 'sent', at: start, error: null }] as const;
    const change = changeOf({ delivery, target: now, updates, nextDayAt: () => start } as never, start);
    if (change) await stores.sending.apply([change], start);
    await stores.targets.exitByKeys([target.phone], 'opted_out', start);
    const optOut = {
      phone: target.phone,
      keys: [],
      ownerId: ownerId(owner),
      source: 'reply',
      evidence: 'm',
      at: start,
    } as const;
    await new MongoOptOutStore(stores.connection).add({ ...optOut, confirmation: 'due' } as never);

    const written = await outbox().find({}).sort({ _id: 1 }).toArray();
    const heard = (id: Types.ObjectId) =>
      written.filter(({ subscriberId }) => subscriberId.equals(id)).map(({ type }) => type);
    expect(heard(one)).toEqual(['delivery.updated', 'target.exited']);
    expect(heard(all)).toEqual(['target.exited', 'contact.opted_out']);
    const exits = written.filter(({ type }) => type === 'target.exited');
    expect(new Set(exits.map(({ messageId }) => messageId)).size).toBe(1);
    expect(exits[0]?.data).toMatchObject({ id: target.id, exitReason: 'opted_out', phone: target.phone });
  });
});
