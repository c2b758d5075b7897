// The shapes the console reads, as the API publishes them. Dates are ISO 8601 UTC strings, ids 24 hex.

export type Language = 'fr' | 'en';

export const campaignStatuses = ['draft', 'scheduled', 'active', 'paused', 'completed', 'cancelled'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];
export const campaignTypes = ['default', 'filtered'] as const;
export type CampaignType = (typeof campaignTypes)[number];
export const targetStatuses = ['active', 'sending', 'unknown', 'completed', 'converted', 'exited'] as const;
export type TargetStatus = (typeof targetStatuses)[number];
export const sessionStates = [
  'connected',
  'connecting',
  'awaiting_scan',
  'pairing',
  'retry_wait',
  'waiting_network',
  'conflict',
  'restricted',
  'expired',
  'disconnected',
  'none',
] as const;
export type SessionState = (typeof sessionStates)[number];
export type ExitReason =
  'completed_7days' | 'manual' | 'referrer_inactive' | 'opted_out' | 'invalid_contact' | 'delivery_exhausted' | 'paid';

export type Owner = { id: string; name: string | null; email: string | null };
export type PageInfo = { total: number; page: number; limit: number; totalPages: number; nextCursor: string | null };
export type Page<K extends string, T> = PageInfo & Record<K, T[]>;

export type TargetFilter = {
  countries?: string[];
  professions?: string[];
  tags?: string[];
  registrationDateFrom?: string;
  registrationDateTo?: string;
  subscriptionStatus?: string;
  gender?: string;
  minAge?: number;
  maxAge?: number;
  language?: string;
  excludeCurrentTargets?: boolean;
};

export type TargetCounts = {
  enrolled: number;
  active: number;
  sending: number;
  unknown: number;
  completed: number;
  converted: number;
  exited: number;
  exitedBy: Partial<Record<ExitReason, number>>;
};

export type MessageCounts = {
  sent: number;
  pending: number;
  delivered: number;
  read: number;
  failed: number;
  refused: number;
};

export type CampaignView = {
  id: string;
  name: string;
  description: string | null;
  ownerId: string;
  owner: Owner | null;
  type: CampaignType;
  status: CampaignStatus;
  statusReason: { code: string; note: string | null; by: string | null; at: string } | null;
  targetFilter: TargetFilter | null;
  audienceMode: 'frozen' | 'dynamic';
  scheduledStartDate: string | null;
  startedAt: string | null;
  pausedAt: string | null;
  completedAt: string | null;
  cancelledAt: string | null;
  createdAt: string;
  updatedAt: string | null;
  maxMessagesPerDay: number | null;
  priority: number;
  counts: TargetCounts;
  messages: MessageCounts;
  successRate: number;
  conversionRate: number;
  progress: number;
  /** Live targets by the day they receive next; seven numbers. */
  dayFunnel: number[];
  estimatedEndAt: string | null;
  nextActions: string[];
  rev: number;
};

export type CampaignTotals = {
  total: number;
  byStatus: Partial<Record<CampaignStatus, number>>;
  byType: Partial<Record<CampaignType, number>>;
  targets: TargetCounts;
  messages: MessageCounts;
  successRate: number;
  conversions: number;
  integrity: { ok: boolean; checkedAt: string | null };
};

export type DayState = 'pending' | 'sent' | 'delivered' | 'read' | 'failed' | 'refused' | 'unknown' | 'skipped';
export type TargetView = {
  id: string;
  campaignId: string;
  contact: { id: string; name: string | null; phoneMasked: string; country: string | null; language: string | null };
  status: TargetStatus;
  exitReason: ExitReason | null;
  currentDay: number;
  dueAt: string | null;
  enrolledAt: string;
  exitedAt: string | null;
  days: { day: number; state: DayState; at: string | null }[];
  lastError: { code: string | number | null; class: string; message: string } | null;
};

export type AuditEntry = {
  id: string;
  at: string;
  actor: { id: string; email: string | null; role: string };
  action: string;
  entity: { type: string; id: string; name: string | null };
  reason: string | null;
  before: unknown;
  after: unknown;
  requestId: string | null;
};

export type SessionView = {
  ownerId: string;
  owner: Owner | null;
  whatsappStatus: 'connected' | 'disconnected' | 'expired';
  sessionState: SessionState;
  connectionFailureCount: number;
  maxConnectionFailures: number;
  lastConnectionFailure: string | null;
  canReconnectWithoutQr: boolean;
  requiresQr: boolean;
  nextAttemptAt: string | null;
  attempt: number;
  lastDisconnect: { code: number | null; cause: string; explanation: string; at: string } | null;
  restrictedUntil: string | null;
  linkedPhoneMasked: string | null;
  pushName: string | null;
  lastQrScanDate: string | null;
  lastConnectedAt: string | null;
  lastConnectionCheck: string | null;
  messagesSentToday: number;
  dailyCap: number;
  nextActions: string[];
  rev: number;
};

export type SessionEvent = {
  id: string;
  at: string;
  code: number | null;
  message: string;
  phase: string;
  cause: string;
  strike: boolean;
  countAfter: number;
  nextAction: string;
  explanation: string;
};

export type SessionTotals = { total: number; byState: Partial<Record<SessionState, number>> };

export type ConnectBody = { method?: 'qr' | 'pairing_code'; phoneNumber?: string };
export type ConnectAnswer = {
  outcome: 'connected' | 'qr' | 'pairing_code' | 'connecting';
  alreadyConnected: boolean;
  reconnected: boolean;
  qr: string | null;
  qrText: string | null;
  qrExpiresAt: string | null;
  pairingCode: string | null;
  pairingCodeExpiresAt: string | null;
  session: SessionView;
};
export type QrView = { qr: string; qrText: string; qrExpiresAt: string; number: number };

export type ConsoleUser = { id: string; email: string; role: string };
