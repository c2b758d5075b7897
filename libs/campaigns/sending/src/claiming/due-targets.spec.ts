import { type SendingStore, type Target } from '@relance/campaigns-domain';
import { documentId, ownerId, type TargetId } from '@relance/kernel';
import { DueTargets } from './due-targets.ts';

const owner = ownerId('owner');
const campaign = documentId<'CampaignId'>('aaaaaaaaaaaaaaaaaaaaaaaa');
const start = Date.UTC(2026, 2, 2, 10);
const at = (seconds: number) => new Date(start + seconds * 1000);
const AHEAD = 20;

/** Waiting targets are named by the second at which they fall due. */
const aTarget = (dueInSeconds: number): Target =>
  ({
    id: `due at ${dueInSeconds}` as TargetId,
    ownerId: owner,
    campaignId: campaign,
    dueAt: at(dueInSeconds),
  }) as Target;

/** Targets looked up ahead; a test says who waits in the database, and how late the process's clock is. */
function lookingAhead(waiting: number[], clockRate = 1) {
  const world = { waiting, readMs: 0, questions: 0, whileAsked: (): void => undefined };
  const store = {
    waiting: async () => {
      world.questions += 1;
      const answer = [...world.waiting].sort((a, b) => a - b).slice(0, AHEAD);
      world.whileAsked();
      return answer.map(aTarget);
    },
  } as unknown as SendingStore;
  const clock = { now: () => new Date(world.readMs) };
  const targets = new DueTargets(store, clock, { aheadForMs: 1000, clockRate });
  /** Who is next, and done with at once; as the engine does when it sends. */
  const next = async (seconds: number) => {
    const { target } = await targets.first(owner, campaign, at(seconds));
    if (target) {
      targets.drop(target);
      world.waiting = world.waiting.filter((due) => at(due).getTime() !== target.dueAt?.getTime());
    }
    return target?.id ?? null;
  };
  return { world, targets, next };
}

describe('targets looked up ahead', () => {
  it('serve whoever falls due later, and nobody before the time, without another question', async () => {
    const { world, targets, next } = lookingAhead([1, 2, 9]);
    expect(await next(0)).toBeNull();
    expect(await next(1)).toBe('due at 1');
    expect(await next(1)).toBeNull();
    expect(targets.nextDue(owner, [campaign])).toEqual(at(2));
    expect(await next(3)).toBe('due at 2');
    expect(await next(3)).toBeNull();
    expect(world.questions).toBe(1);
  });

  it('ask anew where more were waiting than were read', async () => {
    const { world, next } = lookingAhead(Array.from({ length: AHEAD + 1 }, (_, index) => index + 1));
    for (let seconds = 1; seconds <= AHEAD; seconds += 1) expect(await next(seconds)).toBe(`due at ${seconds}`);
    expect(world.questions).toBe(1);
    expect(await next(AHEAD + 1)).toBe(`due at ${AHEAD + 1}`);
    expect(world.questions).toBe(2);
  });

  it('do not know when the next one falls due after a full page of due ones', async () => {
    const { targets } = lookingAhead(Array.from({ length: AHEAD + 1 }, (_, index) => index + 1));
    await targets.first(owner, campaign, at(AHEAD));
    expect(targets.nextDue(owner, [campaign])).toBeUndefined();
  });

  it('find somebody whose next day was stored after they were read, from the instant that it is due', async () => {
    const { world, targets, next } = lookingAhead([9]);
    expect(await next(0)).toBeNull();
    world.waiting.push(4);
    targets.expect(owner, at(4));
    expect(await next(3)).toBeNull();
    expect(world.questions).toBe(1);
    expect(await next(4)).toBe('due at 4');
    expect(world.questions).toBe(2);
  });

  it('find somebody of whom was told while the question was under way', async () => {
    const { world, targets, next } = lookingAhead([9]);
    world.whileAsked = () => {
      world.waiting.push(4);
      targets.expect(owner, at(4));
      world.whileAsked = () => undefined;
    };
    expect(await next(0)).toBeNull();
    expect(await next(4)).toBe('due at 4');
  });

  it('are asked for anew once something changed, and once they are too old', async () => {
    const { world, targets, next } = lookingAhead([9]);
    await next(0);
    targets.forget(owner);
    await next(0);
    expect(world.questions).toBe(2);
    targets.doubt(owner);
    await next(0);
    expect(world.questions).toBe(3);
    world.readMs += 1000;
    await next(0);
    expect(world.questions).toBe(4);
  });

  it('stay hints after a change; only that there are no others is asked anew', async () => {
    const { world, targets, next } = lookingAhead([1, 2]);
    await next(0);
    world.waiting.push(3);
    targets.doubt(owner);
    expect([await next(3), await next(3)]).toEqual(['due at 1', 'due at 2']);
    expect(world.questions).toBe(1);
    expect(await next(3)).toBe('due at 3');
    expect(world.questions).toBe(2);
  });

  it('are kept over a short rest only, measured in real time', async () => {
    const { world, targets, next } = lookingAhead([9], 10);
    await next(0);
    targets.rest(owner, at(9), at(0));
    await next(0);
    expect(world.questions).toBe(1);
    targets.rest(owner, at(10), at(0));
    await next(0);
    expect(world.questions).toBe(2);
    targets.rest(owner, null, at(0));
    await next(0);
    expect(world.questions).toBe(3);
  });
});
