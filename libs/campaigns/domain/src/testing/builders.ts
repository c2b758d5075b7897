import { documentId, ownerId } from '@relance/kernel';
import { type Delivery } from '../delivery/delivery.ts';
import { newTarget } from '../target/new-target.ts';
import { defaultSettings, type OwnerSettings } from '../settings/settings.ts';
import { type Target } from '../target/target.ts';

const at = new Date('2026-03-02T09:00:00Z');

/** A target that is due for its first day; a test names only what matters. */
export const aTarget = (change: Partial<Target> = {}): Target => ({
  ...newTarget({
    id: documentId('a00000000000000000000001'),
    ownerId: ownerId('owner-1'),
    campaignId: documentId('c00000000000000000000001'),
    contactId: documentId('b00000000000000000000001'),
    phone: '+237650000001',
    waPhone: null,
    lid: null,
    language: 'fr',
    at,
  }),
  ...change,
});

/** A delivery of day 1 whose fate is open. */
export const aDelivery = (change: Partial<Delivery> = {}): Delivery => ({
  id: documentId('d00000000000000000000001'),
  ownerId: ownerId('owner-1'),
  campaignId: documentId('c00000000000000000000001'),
  targetId: documentId('a00000000000000000000001'),
  contactId: documentId('b00000000000000000000001'),
  day: 1,
  attempt: 1,
  state: 'sending',
  waMessageId: '3EB0000000000000000001',
  language: 'fr',
  textHash: '0'.repeat(64),
  isCold: true,
  reservedOn: '2026-03-02',
  times: { intentAt: at, sentAt: null, deliveredAt: null, readAt: null, failedAt: null },
  error: null,
  rev: 0,
  ...change,
});

export const someSettings = (change: Partial<OwnerSettings> = {}): OwnerSettings => ({
  ...defaultSettings({ from: '08:00', to: '20:00' }),
  ownerId: ownerId('owner-1'),
  isStored: true,
  sendingPauseReason: null,
  ...change,
});
