import { type Entitlement, type EntitlementReader } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { ServiceClient, type ServiceOptions } from './service-client.ts';

/**
 * How long an answer, or that there was none, is believed. Real time. Paced senders leave minutes between two messages, so each of their
 * messages asks; one without pauses asks every few seconds.
 */
const BELIEVED_MS = 5_000;
/** A sender waits for the answer: shorter than for a list. */
const TIMEOUT_MS = 3_000;
const MOST_KNOWN = 10_000;

type Known = { readonly entitlement: Entitlement; readonly until: number };
export type EntitlementOptions = ServiceOptions & { readonly onOutage?: (ownerId: OwnerId, error: unknown) => void };

/** `GET ENTITLEMENT_URL?ownerId=` → `{ entitled: boolean }`. Without an address everybody is entitled. */
export class HttpEntitlementReader implements EntitlementReader {
  private readonly client: ServiceClient;
  private readonly known = new Map<OwnerId, Known>();
  private readonly asking = new Map<OwnerId, Promise<Entitlement>>();

  constructor(
    private readonly options: EntitlementOptions,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.client = new ServiceClient({ timeoutMs: TIMEOUT_MS, ...options }, now);
  }

  async read(ownerId: OwnerId): Promise<Entitlement> {
    if (!this.client.isConfigured) return 'entitled';
    const known = this.known.get(ownerId);
    if (known && known.until > this.now()) return known.entitlement;
    const asked = this.asking.get(ownerId) ?? this.ask(ownerId).finally(() => this.asking.delete(ownerId));
    this.asking.set(ownerId, asked);
    return asked;
  }

  private async ask(ownerId: OwnerId): Promise<Entitlement> {
    const entitlement = await this.answer(ownerId);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(ownerId, { entitlement, until: this.now() + BELIEVED_MS });
    return entitlement;
  }

  private async answer(ownerId: OwnerId): Promise<Entitlement> {
    try {
      const answer = await this.client.get({ ownerId });
      const entitled = (answer as { readonly entitled?: unknown } | null)?.entitled;
      if (typeof entitled !== 'boolean') throw new Error('the answer is not { entitled: true | false }');
      return entitled ? 'entitled' : 'not_entitled';
    } catch (error) {
      this.options.onOutage?.(ownerId, error);
      return 'unknown';
    }
  }
}
