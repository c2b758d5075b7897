import { FaultBoard } from './fault-board.ts';

describe('the board of faults', () => {
  it('lets pass what it was told to, then triggers as often as it was told', () => {
    const board = new FaultBoard();
    board.add({ kind: 'ack-none', after: 2, count: 3 });
    const triggered = Array.from({ length: 7 }, () => board.trigger('ack-none', { account: 'a' }) !== undefined);
    expect(triggered).toEqual([false, false, true, true, true, false, false]);
    expect(board.list()).toMatchObject([{ triggered: 3, left: 0 }]);
  });

  it('triggers without end when no count is given, until it is cleared', () => {
    const board = new FaultBoard();
    board.add({ kind: 'ack-none' });
    expect(Array.from({ length: 50 }, () => board.trigger('ack-none', {})).every(Boolean)).toBe(true);
    expect(board.clear('ack-delay')).toBe(0);
    expect(board.clear('ack-none')).toBe(1);
    expect(board.trigger('ack-none', {})).toBeUndefined();
  });

  it.each([
    [{ account: 'a' }, { account: 'a', to: 'x' }, true],
    [{ account: 'a' }, { account: 'b', to: 'x' }, false],
    [{ account: 'a' }, {}, false],
    [{ to: 'x' }, { account: 'a', to: 'x' }, true],
    [{ to: 'x' }, { account: 'a', to: 'y' }, false],
    [{ xmlns: 'usync' }, { account: 'a', xmlns: 'usync' }, true],
    [{ xmlns: 'usync' }, { account: 'a', xmlns: 'encrypt' }, false],
  ])('a fault for %j and a chance of %j: %s', (scope, chance, hits) => {
    const board = new FaultBoard();
    board.add({ kind: 'iq-drop', ...scope });
    expect(board.trigger('iq-drop', chance) !== undefined).toBe(hits);
  });

  it('lets the first fault that fits trigger, and counts nothing down for the others', () => {
    const board = new FaultBoard();
    board.add({ kind: 'ack-error', code: 463, count: 1 });
    board.add({ kind: 'ack-error', code: 479, count: 1 });
    expect([1, 2, 3].map(() => board.trigger('ack-error', {})?.code)).toEqual([463, 479, undefined]);
  });
});
