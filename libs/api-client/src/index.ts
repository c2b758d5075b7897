export { ApiError } from './api-error.ts';
export {
  createClient,
  throwAsApiError,
  type ApiClient,
  type ClientOptions,
  type DataOf,
  type PathsWith,
} from './client.ts';
export type { components, operations, paths } from './schema.ts';
