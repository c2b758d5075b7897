import { type CampaignTotals, type SessionView, type TargetView } from '@relance/console-data-access';
import { aCampaign, someCounts, someExits } from '@relance/console-data-access/testing';

export { aCampaign, someCounts, someExits };

export function someTotals(facts: Partial<CampaignTotals> = {}): CampaignTotals {
  return {
    total: 3,
    byStatus: { draft: 0, scheduled: 0, active: 2, paused: 1, completed: 0, cancelled: 0 },
    byType: { default: 1, filtered: 2 },
    targets: someCounts(),
    messages: { sent: 20, pending: 2, delivered: 8, read: 10, failed: 0, refused: 0 },
    successRate: 90,
    conversions: 0,
    integrity: { ok: true, checkedAt: '2026-11-22T08:00:00.000Z' },
    ...facts,
  };
}

export function aTarget(facts: Partial<TargetView> = {}): TargetView {
  return {
    id: '6560c0ffee0000000000001a',
    campaignId: aCampaign().id,
    contact: { id: 'c', name: 'Awa Ndiaye', phoneMasked: '+2376••••••12', country: 'CM', language: 'fr' },
    status: 'active',
    exitReason: null,
    currentDay: 2,
    dueAt: '2026-11-23T09:00:00.000Z',
    enrolledAt: '2026-11-21T09:00:00.000Z',
    exitedAt: null,
    repliedAt: null,
    duplicateOf: null,
    duplicateContact: null,
    days: [{ day: 1, state: 'read', at: '2026-11-22T09:00:00.000Z' }],
    lastError: null,
    ...facts,
  };
}

export function aSession(facts: Partial<SessionView> = {}): SessionView {
  return {
    ownerId: 'owner-1',
    owner: { id: 'owner-1', name: 'Aline Mbarga', email: 'aline@example.org' },
    whatsappStatus: 'connected',
    sessionState: 'connected',
    connectionFailureCount: 0,
    maxConnectionFailures: 3,
    lastConnectionFailure: null,
    canReconnectWithoutQr: true,
    requiresQr: false,
    nextAttemptAt: null,
    attempt: 0,
    lastDisconnect: null,
    restrictedUntil: null,
    linkRefusal: null,
    numberLinkedBy: null,
    linkedPhoneMasked: '+2376••••••12',
    pushName: 'Aline',
    lastQrScanDate: '2026-11-01T08:00:00.000Z',
    lastConnectedAt: '2026-11-22T08:00:00.000Z',
    lastConnectionCheck: null,
    messagesSentToday: 7,
    dailyCap: 50,
    defaultPauseSource: null,
    enabled: true,
    enrollmentPaused: false,
    sendingPaused: false,
    defaultCampaignPaused: false,
    allowSimultaneousCampaigns: false,
    maxMessagesPerDay: 50,
    maxTargetsPerCampaign: 500,
    nextActions: ['disconnect', 'reset'],
    rev: 1,
    ...facts,
  };
}
