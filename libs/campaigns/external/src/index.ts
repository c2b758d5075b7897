export { HttpContactDirectory } from './http-contact-directory.ts';
export { HttpEntitlementReader, type EntitlementOptions } from './http-entitlement-reader.ts';
export { type ServiceOptions } from './service-client.ts';
