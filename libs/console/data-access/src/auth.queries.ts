import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
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
    mutationFn: () => api.post('/api/relance/auth/logout'),
    onSettled: () => {
      setActingFor(null);
      client.clear();
    },
  });
}
