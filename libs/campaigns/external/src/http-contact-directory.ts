import { type ContactDirectory } from '@relance/campaigns-domain';
import { DomainError, type OwnerId } from '@relance/kernel';
import { ServiceClient, type ServiceOptions } from './service-client.ts';

const PAGE = 500;
/** Pages that lead on and on are a mistake of the other side: no owner has a million people. */
const MOST_PAGES = 2_000;

type Answer = { readonly contacts: readonly unknown[]; readonly nextCursor: string | null };

/** `GET DIRECTORY_URL?ownerId=&cursor=&limit=` → `{ contacts, nextCursor }`. */
export class HttpContactDirectory implements ContactDirectory {
  private readonly client: ServiceClient;

  constructor(options: ServiceOptions, now?: () => number) {
    this.client = new ServiceClient(options, now);
  }

  get isConfigured(): boolean {
    return this.client.isConfigured;
  }

  async *people(ownerId: OwnerId): AsyncGenerator<readonly unknown[]> {
    if (!this.isConfigured) return;
    let cursor: string | null = null;
    const given = new Set<string>();
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { contacts, nextCursor } = await this.page(ownerId, cursor);
      if (contacts.length > 0) yield contacts;
      if (nextCursor === null) return;
      // A cursor that was given before leads round in a circle.
      if (given.has(nextCursor)) throw unavailable(new Error(`page ${page + 1} gave a cursor that was given before`));
      given.add(nextCursor);
      cursor = nextCursor;
    }
    throw unavailable(new Error(`more than ${MOST_PAGES} pages`));
  }

  private async page(ownerId: OwnerId, cursor: string | null): Promise<Answer> {
    try {
      const answer = await this.client.get({ ownerId, limit: String(PAGE), ...(cursor !== null && { cursor }) });
      if (!isAnswer(answer)) throw new Error('the answer is not { contacts: [], nextCursor }');
      return answer;
    } catch (error) {
      throw unavailable(error);
    }
  }
}

function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null) return false;
  const { contacts, nextCursor } = value as Partial<Record<keyof Answer, unknown>>;
  return Array.isArray(contacts) && (nextCursor === null || (typeof nextCursor === 'string' && nextCursor !== ''));
}

const unavailable = (cause: unknown): DomainError =>
  new DomainError(
    'unavailable',
    'DIRECTORY_UNAVAILABLE',
    'The directory of contacts does not answer. Running sequences go on; try again in a moment.',
    undefined,
    { cause, retryAfterSeconds: 15 },
  );
