export * from './contract.ts';
export { streamPaths } from './api.ts';
export { ApiError } from '@relance/api-client';
export { authQueries, useLogin, useLogout } from './auth.queries.ts';
export {
  cachedRows,
  campaignKeys,
  campaignQueries,
  pageSize,
  type CampaignFilters,
  type CampaignPage,
  type CampaignRow,
  type CampaignSort,
} from './campaign.queries.ts';
export {
  useChangeCampaign,
  type CampaignAction,
  type CampaignChange,
  type CampaignChanged,
} from './campaign.mutations.ts';
export { sessionKeys, sessionQueries, type SessionFilters, type SessionPage } from './session.queries.ts';
export { connectOwner, currentQr, useChangeSession, type SessionAction } from './session.mutations.ts';
export { liveConnection, type LiveConnection } from './live/live-connection.ts';
export { connectionStatus, type LiveState, type ConnectionStatus } from './live/connection-status.ts';
export { useNow } from './use-now.ts';
export { actingFor, setActingFor, useActingFor, type ActingFor } from './acting.ts';
export * from './accounts.ts';
export * from './admin.types.ts';
export { adminQueries } from './admin.queries.ts';
export * from './admin.mutations.ts';
export * from './owner-space.types.ts';
export * from './owner-space.queries.ts';
export * from './owner-space.mutations.ts';
export { downloadFile, mediaPath } from './files.ts';
export { isOwnScope, setScope } from './scope.ts';
