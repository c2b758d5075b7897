import { type Client } from './client.ts';
import { type TestEnv, type PhoneNetwork } from './product.test-env.ts';
import { until } from './wait.ts';

/** What people do in the stories, each as one act. Shapes hold only what the stories look at. */
export type SessionView = {
  whatsappStatus: string;
  sessionState: string;
  connectionFailureCount: number;
  maxConnectionFailures: number;
  lastConnectionFailure: string | null;
  canReconnectWithoutQr: boolean;
  requiresQr: boolean;
  linkedPhoneMasked: string | null;
};
export type ConnectAnswer = {
  outcome: string;
  reconnected: boolean;
  alreadyConnected: boolean;
  qr: string | null;
  qrText: string | null;
};
export type CampaignView = {
  id: string;
  status: string;
  rev: number;
  statusReason: { code: string; note: string | null } | null;
  counts: Record<string, number> & { exitedBy: Record<string, number> };
  messages: Record<'sent' | 'pending' | 'delivered' | 'read' | 'failed' | 'refused', number>;
  dayFunnel: number[];
  nextActions: string[];
};

export const session = (owner: Client) => owner.get<SessionView>('/status');

/** Waits until the session is in a state, and answers its view. */
export const sessionIn = (owner: Client, state: string, within = 40_000) =>
  until(
    `the session to be ${state}`,
    async () => {
      const view = await session(owner);
      return view.sessionState === state && view;
    },
    { within },
  );

/** Asks for a QR, lets the phone scan it and waits until the session is open. */
export async function link(testEnv: TestEnv<PhoneNetwork>, owner: Client, phone: string): Promise<SessionView> {
  const { qrText } = await owner.post<ConnectAnswer>('/connect');
  if (!qrText) throw new Error('no QR was offered');
  await testEnv.simulator.scan({ qr: qrText, phone });
  return sessionIn(owner, 'connected');
}

/** Settings under which a story needs no patience: pacing of the demo, a window that never closes. */
export const sendWithoutPauses = (owner: Client) =>
  owner.do('PUT', '/settings', {
    enabled: true,
    pacingProfile: 'test',
    timeZone: 'UTC',
    sendWindows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59' }],
    coldContactsPerDay: 100,
    warmUp: [100, 100, 100],
    maxMessagesPerDay: 100,
  });

export async function people(owner: Client, phones: readonly string[]): Promise<void> {
  const contacts = phones.map((phone, index) => ({
    phone,
    name: `Person ${index + 1}`,
    language: 'en',
    tags: ['story'],
  }));
  const answer = await owner.post<{ created: number; rejected: unknown[] }>('/contacts/bulk', { contacts });
  if (answer.created !== phones.length) throw new Error(`contacts were rejected: ${JSON.stringify(answer.rejected)}`);
}

/** A filtered campaign over the people tagged `story`, with a text of its own for each of the seven days. */
export async function campaign(owner: Client, name: string): Promise<CampaignView> {
  const customMessages = [1, 2, 3, 4, 5, 6, 7].map((dayNumber) => ({
    dayNumber,
    messageTemplate: { fr: `${name} jour ${dayNumber} pour {{name}}`, en: `${name} day ${dayNumber} for {{name}}` },
  }));
  return owner.post<CampaignView>('/campaigns', { name, targetFilter: { tags: ['story'] }, customMessages });
}

export const campaignNow = (owner: Client, id: string) => owner.get<CampaignView>(`/campaigns/${id}`);

/** What a contact has seen: the texts that their phone shows, in order. */
export async function seenBy(testEnv: TestEnv, phone: string): Promise<string[]> {
  return testEnv.simulator.contactInbox(phone).map((message) => message.text ?? '');
}

/** An account for an owner, invited by the admin; its password is set by the link of the invitation. */
export async function member(
  testEnv: TestEnv<PhoneNetwork>,
  ownerId: string,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const admin = await testEnv.admin();
  const { inviteUrl } = await admin.post<{ inviteUrl: string }>('/admin/users', {
    email,
    name: 'Awa',
    role: 'user',
    ownerId,
  });
  await testEnv.stranger().post(`/auth${new URL(inviteUrl).pathname}`, { password });
}
