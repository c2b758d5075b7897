import { expect, jest } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';
import { useOnce } from './use-once.ts';

/** Work whose runs end when the test says so. */
function work() {
  const runs: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const start = jest.fn((_of: string) => new Promise<void>((resolve, reject) => runs.push({ resolve, reject })));
  return {
    start,
    end: (index: number) => runs[index]?.resolve(),
    fail: (index: number) => runs[index]?.reject(new Error('no')),
  };
}

describe('useOnce', () => {
  it('does nothing when it is called while a run is under way, and runs again after it', async () => {
    const { start, end } = work();
    const { result } = renderHook(() => useOnce(start));
    const first = result.current('a');
    await result.current('b');
    expect(start.mock.calls).toEqual([['a']]);
    end(0);
    await first;
    void result.current('c');
    expect(start.mock.calls).toEqual([['a'], ['c']]);
  });

  it('holds also when the component was drawn anew meanwhile, and runs the latest work', async () => {
    const [before, after] = [work(), work()];
    const { result, rerender } = renderHook(({ of }) => useOnce(of), { initialProps: { of: before.start } });
    const first = result.current('a');
    rerender({ of: after.start });
    await result.current('b');
    expect(after.start).not.toHaveBeenCalled();
    before.end(0);
    await act(() => first);
    void result.current('c');
    expect(after.start.mock.calls).toEqual([['c']]);
  });

  it('runs again after a failure, which it passes on', async () => {
    const { start, fail } = work();
    const { result } = renderHook(() => useOnce(start));
    const first = result.current('a');
    fail(0);
    await expect(first).rejects.toThrow('no');
    void result.current('b');
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('until it fails: nothing more after a success, again after a failure', async () => {
    const { start, end, fail } = work();
    const { result } = renderHook(() => useOnce(start, { untilItFails: true }));
    const first = result.current('a');
    fail(0);
    await expect(first).rejects.toThrow('no');
    const second = result.current('b');
    end(1);
    await second;
    await result.current('c');
    expect(start.mock.calls).toEqual([['a'], ['b']]);
  });

  it('hands a failure to who asked for it, instead of rejecting', async () => {
    const { start, fail } = work();
    const onError = jest.fn();
    const { result } = renderHook(() => useOnce(start, { untilItFails: true, onError }));
    const first = result.current('a');
    fail(0);
    await first;
    expect(onError).toHaveBeenCalledWith(new Error('no'));
    void result.current('b');
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('runs calls with different keys beside each other', async () => {
    const { start } = work();
    const { result } = renderHook(() => useOnce(start, { keyOf: (of) => of }));
    void result.current('a');
    void result.current('b');
    void result.current('a');
    expect(start.mock.calls).toEqual([['a'], ['b']]);
  });

  it('takes work that is not asynchronous', async () => {
    const start = jest.fn();
    const { result } = renderHook(() => useOnce(start));
    await result.current();
    await result.current();
    expect(start).toHaveBeenCalledTimes(2);
  });
});
