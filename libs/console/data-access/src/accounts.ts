// Accounts: who may log in, how, and from where. Shapes as the API describes them.
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type components } from '@relance/api-client';
import { call } from './api.ts';
import { type Page } from './contract.ts';
import { pageSize } from './campaign.queries.ts';

type Schemas = components['schemas'];
export type Account = Schemas['UserView'];
export type Role = Account['role'];
export type AccountStatus = Account['status'];
export type AccountInput = Schemas['NewUserBody'];
export type Invitation = Schemas['InvitedUserView'];
/** The link that came about: of a renewed invitation or of a new password; none where the account was disabled or enabled. */
export type PasswordLink = Partial<Pick<Invitation, 'inviteUrl'> & Pick<Schemas['PasswordResetView'], 'resetUrl'>>;
export type LoginSession = Schemas['LoginSessionView'];
export type TwoFactorOffer = Schemas['TwoFactorView'];
export type ApiToken = Schemas['TokenView'];
/** An owner's own token has no choice of audience. */
export type ApiTokenInput = Schemas['NewOwnTokenBody'] & Partial<Schemas['NewTokenBody']>;

const accountKeys = { users: ['users'] as const, tokens: ['tokens'] as const, sessions: ['login-sessions'] as const };

export const accountQueries = {
  users: (filters: { q: string | null; page: number }) =>
    queryOptions({
      queryKey: [...accountKeys.users, filters] as const,
      queryFn: ({ signal }): Promise<Page<'users', Account>> =>
        call('get', '/admin/users', { query: { ...filters, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  /** Staff see all tokens, an owner their own. */
  tokens: (whose: 'admin' | 'own', page: number) =>
    queryOptions({
      queryKey: [...accountKeys.tokens, whose, page] as const,
      queryFn: ({ signal }): Promise<Page<'tokens', ApiToken>> =>
        call('get', whose === 'admin' ? '/admin/tokens' : '/tokens', { query: { page, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  loginSessions: () =>
    queryOptions({
      queryKey: accountKeys.sessions,
      queryFn: ({ signal }): Promise<{ sessions: LoginSession[] }> => call('get', '/auth/sessions', { signal }),
    }),
};

/** A change of accounts, tokens or login sessions; the lists are asked for again afterwards. */
function useAccountChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      Promise.all(
        [accountKeys.users, accountKeys.tokens, accountKeys.sessions, ['me']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

const user = (id: string) => `/admin/users/${encodeURIComponent(id)}`;

export const useInviteUser = () =>
  useAccountChange((body: AccountInput) => call<Invitation>('post', '/admin/users', { body }));
export const useChangeUser = () =>
  useAccountChange(({ id, ...body }: { id: string } & Partial<Pick<Account, 'name' | 'role' | 'language'>>) =>
    call<unknown>('patch', user(id), { body }),
  );
export const useDeleteUser = () => useAccountChange((id: string) => call<unknown>('delete', user(id)));
export type UserAction = 'invite' | 'reset-password' | 'disable' | 'enable';
export const useUserAction = () =>
  useAccountChange(({ id, action }: { id: string; action: UserAction }) =>
    call<PasswordLink>('post', `${user(id)}/${action}`, { body: {} }),
  );

export const useCreateToken = (whose: 'admin' | 'own') =>
  useAccountChange((body: ApiTokenInput) =>
    call<ApiToken & { token: string }>('post', whose === 'admin' ? '/admin/tokens' : '/tokens', { body }),
  );
export const useRevokeToken = (whose: 'admin' | 'own') =>
  useAccountChange((id: string) =>
    call<unknown>('delete', `${whose === 'admin' ? '/admin/tokens' : '/tokens'}/${encodeURIComponent(id)}`),
  );

export const useEndLoginSession = () =>
  useAccountChange((id: string) => call<unknown>('delete', `/auth/sessions/${encodeURIComponent(id)}`));
export const useChangePassword = () =>
  useAccountChange((body: { currentPassword: string; newPassword: string }) =>
    call<unknown>('post', '/auth/password', { body }),
  );
/** One's own name, and the language in which mails are written to one. */
export const useSaveProfile = () =>
  useAccountChange((body: { name?: string; language?: 'fr' | 'en' }) => call<unknown>('patch', '/auth/me', { body }));
export const useOfferTwoFactor = () =>
  useAccountChange(() => call<TwoFactorOffer>('post', '/auth/two-factor', { body: {} }));
export const useConfirmTwoFactor = () =>
  useAccountChange((body: { code: string }) => call<unknown>('post', '/auth/two-factor/confirm', { body }));
export const useRemoveTwoFactor = () =>
  useAccountChange((body: { password: string; code: string }) => call<unknown>('delete', '/auth/two-factor', { body }));

/** Sets a password by a one-time link. */
export const useSetPassword = (kind: 'invite' | 'reset') =>
  useMutation({
    mutationFn: ({ token, password }: { token: string; password: string }) =>
      call<unknown>('post', `/auth/${kind}/${encodeURIComponent(token)}`, { body: { password } }),
  });
export const useForgotPassword = () =>
  useMutation({
    mutationFn: (email: string) => call<unknown>('post', '/auth/forgot-password', { body: { email } }),
  });
