import {
  earliestSend,
  firstClosed,
  gateNames,
  isCold,
  evaluateGates,
  type GateFacts,
  type GateName,
} from './send-gate.ts';
import { someSettings } from '../testing/builders.ts';

const now = new Date('2026-03-02T10:00:00Z');
const in5 = new Date('2026-03-02T10:05:00Z');
const midnight = new Date('2026-03-03T00:00:00Z');
const settings = someSettings();
const contact = {
  convertedAt: null,
  archivedAt: null,
  isPhoneValid: true,
  onWhatsApp: 'yes',
  onWhatsAppCheckedAt: now,
  lastInboundAt: null,
} as const;
const pacing = { day: '2026-03-02', wave: 0, sentInWave: 1, nextSlotAt: in5 };

const open: GateFacts = {
  target: { status: 'active', dueAt: now, wantedAt: now, days: [], receivedAt: null },
  undeliveredDaysLimit: 3,
  campaign: { status: 'active', type: 'filtered', maxMessagesPerDay: 50 },
  isSuspended: false,
  entitlement: 'entitled',
  settings,
  isOptedOut: false,
  contact,
  zone: 'UTC',
  day: { reserved: 0, cold: 0, sent: 0, failed: 0, byCampaign: {} },
  usedByCampaign: 0,
  dailyCap: 20,
  dayEndsAt: midnight,
  state: { pacing: null, heldUntil: null, coldHeldUntil: null, numberKey: null, firstNumberKey: null },
  sender: { availability: 'ready', coldRestrictedUntil: null },
};

const opening = new Date('2026-03-02T18:00:00Z');
const rows: readonly [GateName, string, Partial<GateFacts>, Date | null, string][] = [
  ['target', 'target_sending', { target: { ...open.target, status: 'sending' } }, null, 'wait'],
  ['target', 'target_ended', { target: { ...open.target, status: 'exited' } }, null, 'wait'],
  ['campaign', 'campaign_paused', { campaign: { ...open.campaign, status: 'paused' } }, null, 'wait'],
  ['suspension', 'default_suspended', { isSuspended: true }, null, 'wait'],
  ['entitlement', 'entitlement_unknown', { entitlement: 'unknown' }, null, 'wait'],
  ['entitlement', 'referrer_inactive', { entitlement: 'not_entitled' }, null, 'exit'],
  ['owner_switches', 'relance_disabled', { settings: { ...settings, enabled: false } }, null, 'wait'],
  ['owner_switches', 'sending_paused', { settings: { ...settings, sendingPaused: true } }, null, 'wait'],
  [
    'owner_switches',
    'default_paused',
    { settings: { ...settings, defaultCampaignPaused: true }, campaign: { ...open.campaign, type: 'default' } },
    null,
    'wait',
  ],
  ['opt_out', 'opted_out', { isOptedOut: true }, null, 'exit'],
  ['conversion', 'converted', { contact: { ...contact, convertedAt: now } }, null, 'exit'],
  ['number', 'contact_removed', { contact: { ...contact, archivedAt: now } }, null, 'exit'],
  ['number', 'invalid_phone', { contact: { ...contact, isPhoneValid: false } }, null, 'exit'],
  ['number', 'not_on_whatsapp', { contact: { ...contact, onWhatsApp: 'no' } }, null, 'exit'],
  ['due', 'not_due', { target: { ...open.target, dueAt: in5, wantedAt: in5 } }, in5, 'wait'],
  [
    'due',
    'nobody_received',
    {
      target: { ...open.target, days: [1, 2, 3].map((day) => ({ day, state: 'sent', at: now }) as const) },
    },
    null,
    'exit',
  ],
  [
    'window',
    'outside_window',
    { settings: { ...settings, sendWindows: [{ days: [1], from: '18:00', to: '20:00' }] } },
    opening,
    'defer',
  ],
  ['daily_cap', 'daily_cap_reached', { day: { ...open.day, reserved: 20 } }, midnight, 'wait'],
  ['campaign_cap', 'campaign_cap_reached', { usedByCampaign: 50 }, midnight, 'wait'],
  ['cold_cap', 'cold_cap_reached', { day: { ...open.day, cold: 20 }, dailyCap: 50 }, midnight, 'defer'],
  ['pacing', 'pacing', { state: { ...open.state, pacing } }, in5, 'wait'],
  ['pacing', 'pacing', { state: { ...open.state, heldUntil: in5 } }, in5, 'wait'],
  [
    'session',
    'session_needs_scan',
    { sender: { availability: 'needs_scan', coldRestrictedUntil: null } },
    null,
    'wait',
  ],
  ['session', 'session_elsewhere', { sender: null }, null, 'wait'],
  [
    'restriction',
    'new_chats_restricted',
    { sender: { availability: 'ready', coldRestrictedUntil: in5 } },
    in5,
    'defer',
  ],
  ['restriction', 'new_chats_restricted', { state: { ...open.state, coldHeldUntil: in5 } }, in5, 'defer'],
];

describe('the gates', () => {
  it('let a target through when all are open', () => {
    expect(firstClosed(open, now)).toBeNull();
    expect(evaluateGates(open, now).map(({ gate }) => gate)).toEqual([...gateNames]);
    expect(earliestSend(open, now)).toEqual(now);
  });

  it.each(rows)('%s closed alone (%s) is the one that is named', (gate, code, change, until, effect) => {
    const facts = { ...open, ...change };
    expect(evaluateGates(facts, now).filter((verdict) => !verdict.open)).toEqual([
      expect.objectContaining({ gate, code, until, effect: expect.objectContaining({ type: effect }) }),
    ]);
    expect(firstClosed(facts, now)).toMatchObject({ gate, code });
  });

  it.each([
    [0, ['sent', 'sent', 'sent', 'sent', 'sent'], null],
    [1, ['sent'], 'nobody_received'],
    [1, ['sent', 'delivered'], null],
    [1, ['read', 'sent'], 'nobody_received'],
    [3, ['sent', 'sent', 'delivered', 'sent', 'sent'], null],
    [3, ['sent', 'skipped', 'sent', 'sent'], 'nobody_received'],
    [5, ['sent', 'sent', 'sent', 'sent'], null],
  ] as const)('10.3.2 with a limit of %i undelivered days, after %j: %s', (undeliveredDaysLimit, states, code) => {
    const days = states.map((state, index) => ({ day: index + 1, state, at: now }));
    const verdict = firstClosed({ ...open, undeliveredDaysLimit, target: { ...open.target, days } }, now);
    expect(verdict?.code ?? null).toBe(code);
  });

  it('each have a row here', () => {
    expect(new Set(rows.map(([gate]) => gate))).toEqual(new Set(gateNames));
  });

  it('look again every few hours whether new chats are still restricted, and tell the end that WhatsApp named', () => {
    const end = new Date(now.getTime() + 30 * 86_400_000);
    const verdict = firstClosed({ ...open, sender: { availability: 'ready', coldRestrictedUntil: end } }, now);
    expect(verdict).toMatchObject({
      until: end,
      effect: { type: 'defer', until: new Date(now.getTime() + 3 * 3_600_000), cause: 'cold_restriction' },
    });
  });

  it('spare a warm contact the caps and restrictions of new chats', () => {
    const warm = { ...contact, lastInboundAt: now };
    const facts: GateFacts = {
      ...open,
      contact: warm,
      dailyCap: 50,
      day: { ...open.day, cold: 20 },
      sender: { availability: 'ready', coldRestrictedUntil: in5 },
    };
    expect(firstClosed(facts, now)).toBeNull();
  });

  it('name the first of several in order, and the time at which the last of them opens', () => {
    const facts: GateFacts = { ...open, state: { ...open.state, pacing }, day: { ...open.day, reserved: 20 } };
    expect(firstClosed(facts, now)?.gate).toBe('daily_cap');
    expect(earliestSend(facts, now)?.toISOString()).toBe('2026-03-03T08:00:00.000Z');
    expect(earliestSend({ ...facts, isSuspended: true }, now)).toBeNull();
  });
});

describe('a cold contact', () => {
  const wrote = new Date('2026-03-01T10:00:00Z');
  const first = { numberKey: 'a', firstNumberKey: 'a' };
  const second = { numberKey: 'b', firstNumberKey: 'a' };

  it.each([
    ['never wrote', { lastInboundAt: null }, first, true],
    ['wrote before numbers were kept, first number', { lastInboundAt: wrote }, first, false],
    ['wrote before numbers were kept, second number', { lastInboundAt: wrote }, second, true],
    ['wrote to the first, second is linked', { lastInboundAt: wrote, wroteTo: ['a'] }, second, true],
    ['wrote to the second', { lastInboundAt: wrote, wroteTo: ['a', 'b'] }, second, false],
    ['wrote to the second only, first is back', { lastInboundAt: wrote, wroteTo: ['b'] }, first, true],
    ['wrote early and to the second, first is back', { lastInboundAt: wrote, wroteTo: ['', 'b'] }, first, false],
    ['wrote, no number known', { lastInboundAt: wrote }, { numberKey: null, firstNumberKey: null }, false],
  ])('10.1.6 is one who never wrote to the linked number: %s', (_case, contact, number, expected) => {
    expect(isCold(contact, number)).toBe(expected);
  });
});
