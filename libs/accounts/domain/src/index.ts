export {
  accountFacts,
  accountLanguages,
  accountRoles,
  accountStatuses,
  foldEmail,
  foldName,
  type Account,
  type AccountLanguage,
  type AccountRole,
  type AccountStatus,
  type TwoFactor,
} from './account.ts';
export { base62, tokenAudiences, tokenFacts, type ApiToken, type TokenAudience } from './api-token.ts';
export { PASSWORD_MAX, PASSWORD_MIN, passwordProblem } from './password-policy.ts';
export {
  ACCOUNT_STORE,
  type AccountChanges,
  type AccountPage,
  type AccountQuery,
  type AccountStore,
  type AccountWrite,
  type AuditDraft,
  type Beside,
  type NewAccount,
} from './ports/account-store.port.ts';
export {
  API_TOKEN_STORE,
  type ApiTokenQuery,
  type ApiTokenStore,
  type NewApiToken,
} from './ports/api-token-store.port.ts';
export { ATTEMPT_LIMITER, attemptLimits, type AttemptLimit, type AttemptLimiter } from './ports/attempt-limits.port.ts';
export { LOGIN_SESSION_STORE, type LoginSession, type LoginSessionStore } from './ports/login-sessions.port.ts';
export { PASSWORD_LINK_STORE, type LinkPurpose, type PasswordLinkStore } from './ports/password-links.port.ts';
