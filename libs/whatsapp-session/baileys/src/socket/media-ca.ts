import { readFileSync } from 'node:fs';
import tls from 'node:tls';

/** On the process's own `tls`, not in this module: what is loaded twice must not add a second authority of the same name. */
const TRUSTED = Symbol.for('relance.trusted-media-ca');
type Tls = typeof tls & { [TRUSTED]?: { ca: string } };

/**
 * Adds one certificate authority to those that TLS clients of this process trust; a later one takes its place. Baileys downloads with the
 * global fetch, which takes no certificate, and Node reads NODE_EXTRA_CA_CERTS only at its start.
 */
export function trustMediaCa(file: string | null): void {
  if (file === null) return;
  const ca = readFileSync(file, 'utf8');
  const known = (tls as Tls)[TRUSTED];
  if (known) {
    known.ca = ca;
    return;
  }
  const trusted = { ca };
  const create = tls.createSecureContext;
  tls.createSecureContext = (options) => {
    const context = create(options);
    // Node's own context object, untyped: the one way to add to the built-in authorities instead of replacing them.
    if (!options?.ca) (context as { context: { addCACert(pem: string): void } }).context.addCACert(trusted.ca);
    return context;
  };
  (tls as Tls)[TRUSTED] = trusted;
}
