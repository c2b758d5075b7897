import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@relance/api-client';
import { setActingFor } from './acting.ts';
import { api, call } from './api.ts';
import { setScope } from './scope.ts';
import { type ConsoleUser } from './contract.ts';

export const authQueries = {
  me: () =>
    queryOptions({
      queryKey: ['me'] as const,
      queryFn: async ({ signal }): Promise<ConsoleUser> => {
        const { user } = await api.get('/api/relance/auth/me', { signal });
        setScope(user.role);
        return user;
      },
      staleTime: 5 * 60_000,
    }),
};

/** The answer's cookie is http-only; the token in the body is for servers and is dropped here. */
export function useLogin() {
  const client = useQueryClient();
  return useMutation({
    /** `code` is that of the authenticator app, or a recovery code. @throws ApiError 401 TWO_FACTOR_REQUIRED without it */
    mutationFn: async (body: { email: string; password: string; code?: string }): Promise<ConsoleUser> =>
      (await call<{ user: ConsoleUser }>('post', '/auth/login', { body })).user,
    onSuccess: (user) => {
      setScope(user.role);
      client.setQueryData(authQueries.me().queryKey, user);
    },
  });
}

export function useLogout() {
  const client = useQueryClient();
  return useMutation({
    /** A login that has ended already is no failure. @throws ApiError when it may still be open */
    mutationFn: () =>
      call<unknown>('post', '/auth/logout').catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.status !== 401) throw error;
      }),
    onSuccess: () => {
      setActingFor(null);
      client.clear();
    },
  });
}
