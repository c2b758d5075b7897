import { type CampaignRow } from './campaign.queries.ts';
import { type CampaignView } from './contract.ts';

/** A campaign with good defaults; a test states only what matters to it. */
export function aCampaign(facts: Partial<CampaignRow> = {}): CampaignRow {
  return {
    id: '6560c0ffee0000000000000a',
    name: 'October sign-ups',
    description: null,
    ownerId: 'owner-1',
    owner: { id: 'owner-1', name: 'Aline Mbarga', email: 'aline@example.org' },
    type: 'filtered',
    status: 'active',
    statusReason: null,
    restriction: null,
    targetFilter: { countries: ['CM'] },
    customMessages: [],
    runAfterCampaignId: null,
    audienceMode: 'frozen',
    stopOnReply: false,
    scheduledStartDate: null,
    startedAt: '2026-11-01T08:00:00.000Z',
    pausedAt: null,
    completedAt: null,
    cancelledAt: null,
    createdAt: '2026-10-31T08:00:00.000Z',
    updatedAt: '2026-11-02T08:00:00.000Z',
    maxMessagesPerDay: 50,
    priority: 0,
    counts: someCounts(),
    messages: { sent: 20, pending: 2, delivered: 8, read: 10, failed: 0, refused: 0 },
    successRate: 90,
    conversionRate: 0,
    progress: 20,
    dayFunnel: [0, 0, 0, 5, 2, 1, 0],
    estimatedEndAt: null,
    nextActions: ['pause', 'cancel'],
    rev: 3,
    ...facts,
  };
}

export function someCounts(facts: Partial<CampaignView['counts']> = {}): CampaignView['counts'] {
  const exitedBy = someExits({ opted_out: 1 });
  return { enrolled: 10, active: 6, sending: 1, unknown: 1, completed: 1, converted: 0, exited: 1, exitedBy, ...facts };
}

/** Nobody left, but for the reasons given. */
export function someExits(facts: Partial<CampaignView['counts']['exitedBy']>): CampaignView['counts']['exitedBy'] {
  return {
    completed_7days: 0,
    manual: 0,
    referrer_inactive: 0,
    opted_out: 0,
    invalid_contact: 0,
    delivery_exhausted: 0,
    paid: 0,
    duplicate_contact: 0,
    replied: 0,
    ...facts,
  };
}
