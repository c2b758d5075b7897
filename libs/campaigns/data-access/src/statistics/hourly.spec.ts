import { addFigures, noFigures } from '@relance/campaigns-domain';
import { writeTogether } from '@relance/platform';
import { Types } from 'mongoose';
import { testStores } from '../testing/stores.test-hooks.ts';
import { start } from '../testing/test-stores.ts';
import { HourlyAccumulator } from './hourly.ts';

const stores = testStores();

const sentIn = (row: number, count: number) => {
  const hours = new HourlyAccumulator(row);
  hours.add(new Types.ObjectId().toHexString(), { sent: count }, start);
  return hours.writes();
};

describe('the figures of an hour', () => {
  it('are written by two processes at once without a conflict, and read as one', async () => {
    const sessions = await Promise.all([stores.connection.startSession(), stores.connection.startSession()]);
    // Both write before either commits.
    for (const [index, session] of sessions.entries()) {
      session.startTransaction();
      await writeTogether(stores.connection, session, sentIn(index, index + 1));
    }
    for (const session of sessions) {
      await session.commitTransaction();
      await session.endSession();
    }
    let together = noFigures();
    for await (const { at, campaignId, figures } of stores.analytics.hours({
      from: null,
      until: null,
      of: 'together',
    })) {
      expect({ at, campaignId }).toEqual({
        at: new Date(Math.floor(start.getTime() / 3_600_000) * 3_600_000),
        campaignId: null,
      });
      together = addFigures(together, figures);
    }
    expect(together.sent).toBe(3);
  });
});
