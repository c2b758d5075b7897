import { type Orders } from '@relance/whatsapp-simulator';
import { link, sendWithoutPauses } from './acts.ts';
import { type Client } from './client.ts';
import { startTestEnv, type TestEnv } from './product.test-env.ts';
import { until } from './wait.ts';

export type Contact = {
  id: string;
  phone: string;
  onWhatsApp: 'unknown' | 'yes' | 'no';
  optedOut: boolean;
  repliedAt: string | null;
};
export type Target = {
  id: string;
  contact: { id: string };
  status: string;
  exitReason: string | null;
  duplicateOf: string | null;
  repliedAt: string | null;
  days: { day: number; state: string }[];
};
/** Everything kept about a person, as far as the story looks at it. */
type Kept = { targets: { deliveries: { day: number; state: string }[] }[] };
type Said = Omit<Orders['reply'], 'from' | 'account'>;

/** One product day lasts four real seconds. */
const RATE = '21600';

/** Tags, and names, of the two campaigns: one is paused after its first day, one goes on and takes in who comes. */
export type Part = 'once' | 'daily';

/** One owner with a linked phone and two campaigns side by side; people are named by their phones. */
export class FieldStory {
  readonly campaigns: Partial<Record<Part, string>> = {};

  private constructor(
    readonly env: TestEnv,
    readonly owner: Client,
    readonly account: string,
    private readonly ids: Map<string, string>,
  ) {}

  /** `prepare` is called before the first number is looked up. */
  static async start(
    account: string,
    phones: Readonly<Record<Part, readonly string[]>>,
    prepare: (simulator: TestEnv['simulator']) => void,
  ): Promise<FieldStory> {
    const env = await startTestEnv({ RELANCE_CLOCK_RATE: RATE });
    try {
      const owner = await env.owner('owner-field');
      await link(env, owner, account);
      await sendWithoutPauses(owner);
      prepare(env.simulator);
      await owner.do('PATCH', '/config', { allowSimultaneousCampaigns: true });
      const contacts = (['once', 'daily'] as const).flatMap((part) =>
        phones[part].map((phone) => ({ phone, tags: [part], language: 'en' })),
      );
      const answer = await owner.post<{ created: number; rejected: unknown[] }>('/contacts/bulk', { contacts });
      if (answer.created !== contacts.length) throw new Error(`rejected: ${JSON.stringify(answer.rejected)}`);
      const { contacts: known } = await owner.get<{ contacts: Contact[] }>('/contacts?limit=100');
      const story = new FieldStory(env, owner, account, new Map(known.map(({ id, phone }) => [phone, id])));
      await story.begin('once');
      return story;
    } catch (error) {
      await env.stop();
      throw error;
    }
  }

  /** Starts one of the campaigns, each of whose seven days says which it is. */
  async begin(part: Part): Promise<void> {
    const customMessages = [1, 2, 3, 4, 5, 6, 7].map((dayNumber) => ({
      dayNumber,
      messageTemplate: { fr: `jour ${dayNumber}`, en: `day ${dayNumber}` },
    }));
    const { id } = await this.owner.post<{ id: string }>('/campaigns', {
      name: part,
      audienceMode: part === 'daily' ? 'dynamic' : 'frozen',
      targetFilter: { tags: [part] },
      customMessages,
    });
    await this.owner.post(`/campaigns/${id}/start`);
    this.campaigns[part] = id;
  }

  idOf(phone: string): string {
    const id = this.ids.get(phone);
    if (id === undefined) throw new Error(`nobody has ${phone}`);
    return id;
  }

  /** The texts on the phone of an account, oldest first. */
  seenBy(phone: string): string[] {
    return this.env.simulator.contactInbox(phone).map(({ text }) => text ?? '');
  }

  /** The person with this account has the message of a day. */
  async reached(phone: string, day = 1): Promise<void> {
    await until(`day ${day} to reach ${phone}`, async () => this.seenBy(phone).includes(`day ${day}`), {
      every: 20,
      within: 40_000,
    });
  }

  say(from: string, said: Said): { id: string } {
    return this.env.simulator.reply({ from, account: this.account, ...said });
  }

  contact(phone: string): Promise<Contact> {
    return this.owner.get<Contact>(`/contacts/${this.idOf(phone)}`);
  }

  async targets(): Promise<Target[]> {
    const pages = Object.values(this.campaigns).map((id) =>
      this.owner.get<{ targets: Target[] }>(`/campaigns/${id}/targets?limit=100`),
    );
    return (await Promise.all(pages)).flatMap(({ targets }) => targets);
  }

  async target(phone: string): Promise<Target> {
    const found = (await this.targets()).find(({ contact }) => contact.id === this.idOf(phone));
    if (!found) throw new Error(`${phone} is in no sequence`);
    return found;
  }

  /** The state of a day, as the target and as the delivery has it. */
  async dayOf(phone: string, day: number): Promise<{ target: string | undefined; delivery: string | undefined }> {
    const { targets } = await this.owner.get<Kept>(`/contacts/${this.idOf(phone)}/data`);
    const of = (days: readonly { day: number; state: string }[]) => days.find((each) => each.day === day)?.state;
    return { target: of((await this.target(phone)).days), delivery: of(targets.flatMap((each) => each.deliveries)) };
  }

  /** Waits until the sequences of these people have ended for a reason. */
  async left(phones: readonly string[], reason: string): Promise<void> {
    const ids = phones.map((phone) => this.idOf(phone));
    let last: unknown = null;
    await until(
      `${phones.join(', ')} to leave by ${reason}`,
      async () => {
        const reasons = (await this.targets()).filter((one) => ids.includes(one.contact.id));
        last = reasons.map(({ exitReason }) => exitReason);
        return reasons.length === ids.length && reasons.every(({ exitReason }) => exitReason === reason);
      },
      { within: 30_000 },
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${JSON.stringify(last)}`);
    });
  }

  async replied(phones: readonly string[]): Promise<void> {
    for (const phone of phones)
      await until(`${phone} to have replied`, async () => (await this.contact(phone)).repliedAt !== null);
  }

  async remove(phone: string): Promise<void> {
    await this.owner.do('DELETE', `/contacts/${this.idOf(phone)}`);
  }

  /** A new contact for the campaign that goes on. */
  async add(phone: string): Promise<Contact> {
    const contact = await this.owner.post<Contact>('/contacts', { phone, tags: ['daily'], language: 'en' });
    this.ids.set(phone, contact.id);
    return contact;
  }

  /** Somebody new is in the sequence: whoever was to be taken in before is, too. */
  async everybodyIsIn(phone: string): Promise<void> {
    await this.add(phone);
    await this.reached(phone);
  }
}
