import { ownerId } from '@relance/kernel';
import { EVERY_OWNER } from '../../ports/opt-out-store.port.ts';
import { heldBy, mayLift, saidToOf } from './opt-out-lifting.ts';

const [awa, binta, admin] = [ownerId('awa'), ownerId('binta'), ownerId(EVERY_OWNER)];

describe('lifting an opt-out: who was told decides who may lift it', () => {
  it.each([
    ['said to one owner', { ownerId: awa }, { awa: true, binta: false }, ['another_owner']],
    ['said to two owners', { ownerId: awa, saidTo: [awa, binta] }, { awa: false, binta: false }, ['another_owner']],
    ['written down by an admin', { ownerId: admin }, { awa: false, binta: false }, ['admin']],
    ['said to an owner, then written down', { ownerId: awa, saidTo: [admin] }, { awa: false, binta: false }, ['admin']],
    ['written down, then said', { ownerId: admin, saidTo: [admin, awa] }, { awa: false, binta: false }, ['admin']],
  ] as const)('%s', (_how, said, may, holders) => {
    expect({ awa: mayLift(said, awa), binta: mayLift(said, binta) }).toEqual(may);
    expect(mayLift(said, admin)).toBe(true);
    const seenFrom = may.awa ? binta : awa;
    expect(heldBy([said], seenFrom)).toEqual(holders);
  });

  it('knows of earlier versions whom they named, and names each once', () => {
    expect(saidToOf({ ownerId: awa })).toEqual([awa]);
    expect(saidToOf({ ownerId: awa, saidTo: [awa, binta, awa] })).toEqual([awa, binta]);
    expect(heldBy([{ ownerId: binta }, { ownerId: admin, saidTo: [binta] }], awa)).toEqual(['admin', 'another_owner']);
    expect(heldBy([{ ownerId: awa }], awa)).toEqual([]);
  });
});
