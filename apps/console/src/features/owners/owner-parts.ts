import { type OwnerRow, type SessionView } from '@relance/console-data-access';

export const ownerHref = (id: string) => `/relance/owners/${encodeURIComponent(id)}`;

export function nameOfOwner(owner: Pick<OwnerRow, 'id' | 'name' | 'email'>): string {
  return owner.name || owner.email || owner.id;
}

/** An owner's session block as the session parts take it; one who never linked a phone has an empty one. */
export function sessionOf(owner: OwnerRow): SessionView {
  return {
    ...neverLinked,
    ...owner.session,
    ownerId: owner.id,
    owner: { id: owner.id, name: owner.name, email: owner.email },
  };
}

const neverLinked: Omit<SessionView, 'ownerId' | 'owner'> = {
  whatsappStatus: 'disconnected',
  sessionState: 'none',
  connectionFailureCount: 0,
  maxConnectionFailures: 3,
  lastConnectionFailure: null,
  canReconnectWithoutQr: false,
  requiresQr: true,
  nextAttemptAt: null,
  attempt: 0,
  lastDisconnect: null,
  restrictedUntil: null,
  linkRefusal: null,
  numberLinkedBy: null,
  linkedPhoneMasked: null,
  pushName: null,
  lastQrScanDate: null,
  lastConnectedAt: null,
  lastConnectionCheck: null,
  messagesSentToday: 0,
  dailyCap: 0,
  defaultPauseSource: null,
  enabled: true,
  enrollmentPaused: false,
  sendingPaused: false,
  defaultCampaignPaused: false,
  allowSimultaneousCampaigns: false,
  maxMessagesPerDay: 0,
  maxTargetsPerCampaign: 0,
  nextActions: ['connect'],
  rev: 0,
};
