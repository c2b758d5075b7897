import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { onlineManager } from '@tanstack/react-query';
import { ApiError } from '@relance/console-data-access';
import { makeQueryClient } from './providers.tsx';

const failing = (error: unknown) => {
  const asked = { times: 0 };
  const queryFn = async () => {
    asked.times += 1;
    throw error;
  };
  return { asked, queryFn };
};

describe('the console’s questions', () => {
  afterEach(() => onlineManager.setOnline(true));

  it('fail without a network, and do not wait for one unseen', async () => {
    onlineManager.setOnline(false);
    const { asked, queryFn } = failing(new ApiError(0, 'UNREACHABLE', 'no'));
    const client = makeQueryClient();
    await expect(client.fetchQuery({ queryKey: ['q'], queryFn, retryDelay: 0, retry: 2 })).rejects.toThrow('no');
    expect(asked.times).toBe(3);
  });

  it.each([
    ['an outage', new ApiError(503, 'DATABASE_UNAVAILABLE', 'no'), true],
    ['a broken connection', new ApiError(0, 'UNREACHABLE', 'no'), true],
    ['a refusal', new ApiError(404, 'NOT_FOUND', 'no'), false],
    ['the time limit, which was long enough to wait for', new ApiError(0, 'TIMEOUT', 'no'), false],
    ['the time limit of the console’s server', new ApiError(504, 'API_TIMEOUT', 'no'), false],
  ])('after %s are asked again by themselves: %s', (_name, error, isAgain) => {
    const { retry } = makeQueryClient().getDefaultOptions().queries ?? {};
    const tries = [0, 1, 2].map((failures) => typeof retry === 'function' && retry(failures, error));
    expect(tries).toEqual(isAgain ? [true, true, false] : [false, false, false]);
  });
});
