import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ConsoleUser } from './contract.ts';
import { request } from './http.ts';

export const authQueries = {
  me: () =>
    queryOptions({
      queryKey: ['me'] as const,
      queryFn: async ({ signal }) => (await request<{ user: ConsoleUser }>('GET', '/auth/me', { signal })).user,
      staleTime: 5 * 60_000,
    }),
};

/** The answer's cookie is http-only; the token in the body is for servers and is dropped here. */
export function useLogin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (credentials: { email: string; password: string }) =>
      (await request<{ user: ConsoleUser }>('POST', '/auth/login', { body: credentials })).user,
    onSuccess: (user) => client.setQueryData(authQueries.me().queryKey, user),
  });
}

export function useLogout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<unknown>('POST', '/auth/logout', { body: {} }),
    onSettled: () => client.clear(),
  });
}
