import { readFileSync } from 'node:fs';
import tls from 'node:tls';

let isTrusted = false;

/**
 * Adds one certificate authority to those that TLS clients of this process trust. Baileys downloads with the global
 * fetch, which takes no certificate, and Node reads NODE_EXTRA_CA_CERTS only at its start.
 */
export function trustMediaCa(file: string | null): void {
  if (file === null || isTrusted) return;
  const ca = readFileSync(file, 'utf8');
  const create = tls.createSecureContext;
  tls.createSecureContext = (options) => {
    const context = create(options);
    // Node's own context object, untyped: the one way to add to the built-in authorities instead of replacing them.
    if (!options?.ca) (context as { context: { addCACert(pem: string): void } }).context.addCACert(ca);
    return context;
  };
  isTrusted = true;
}
