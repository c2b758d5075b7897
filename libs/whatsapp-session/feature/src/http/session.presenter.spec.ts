import { ownerId } from '@relance/kernel';
import { newSession, type Session } from '@relance/whatsapp-session-domain';
import { SessionPresenter } from './session.presenter.ts';

const AT = new Date('2026-03-02T10:00:00.000Z');
const SWITCHES = {
  enabled: true,
  enrollmentPaused: false,
  sendingPaused: true,
  defaultCampaignPaused: false,
  allowSimultaneousCampaigns: false,
  maxMessagesPerDay: 50,
  maxTargetsPerCampaign: 500,
  messagesSentToday: 7,
  dailyCap: 20,
  defaultPauseSource: 'manual',
} as const;
// Only the limit is read of the configuration, and nothing of the ownerSettings and the reader here.
const presenter = new SessionPresenter(
  {} as never,
  { whatsapp: { maxFailures: 3 } } as never,
  { now: () => AT },
  {} as never,
);
const view = (part: Partial<Session>, language: 'fr' | 'en' = 'en') =>
  presenter.view({ ...newSession(ownerId('owner-1')), ...part }, SWITCHES, language);

describe('the status block', () => {
  it('has every field, null where there is nothing', () => {
    expect(view({})).toMatchObject({
      whatsappStatus: 'disconnected',
      sessionState: 'none',
      connectionFailureCount: 0,
      maxConnectionFailures: 3,
      lastConnectionFailure: null,
      canReconnectWithoutQr: false,
      requiresQr: true,
      nextAttemptAt: null,
      lastDisconnect: null,
      restrictedUntil: null,
      linkedPhoneMasked: null,
      lastQrScanDate: null,
      nextActions: ['connect'],
      sendingPaused: true,
      messagesSentToday: 7,
      defaultPauseSource: 'manual',
    });
    expect(Object.values(view({})).every((value) => value !== undefined)).toBe(true);
  });

  it.each([
    ['connected', 'connected'],
    ['expired', 'expired'],
    ['retry_wait', 'disconnected'],
    ['awaiting_scan', 'disconnected'],
    ['restricted', 'disconnected'],
  ] as const)('%s is %s for apps that know three values', (state, status) => {
    expect(view({ state }).whatsappStatus).toBe(status);
  });

  it('never shows more strikes than the limit, also after the limit was lowered', () => {
    expect(view({ strikes: 5 }).connectionFailureCount).toBe(3);
  });

  it('explains the last disconnect in the reader’s language', () => {
    const lastDisconnect = { code: 440, message: 'm', phase: 'open', cause: 'replaced', at: AT } as const;
    expect(view({ lastDisconnect }).lastDisconnect?.explanation).toContain('Another program');
    expect(view({ lastDisconnect }, 'fr').lastDisconnect).toMatchObject({
      code: 440,
      cause: 'replaced',
      at: AT.toISOString(),
      explanation: expect.stringContaining('Un autre programme'),
    });
  });
});
