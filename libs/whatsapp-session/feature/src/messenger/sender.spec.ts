import { ownerId } from '@relance/kernel';
import { newSession } from '@relance/whatsapp-session-domain';
import { LeasedSession } from '../supervisor/leased-session.ts';
import { toSender } from './sender.ts';
import { WhatsAppMessenger } from './whatsapp-messenger.ts';

const awa = ownerId('awa');
const real = new Date('2026-11-29T21:00:00Z');
const product = new Date('2028-05-31T09:00:00Z');
const sender = (state: 'connected' | 'restricted') => {
  const session = { ...newSession(awa), state, coldRestrictedUntil: real, restrictedUntil: real };
  return toSender(new LeasedSession(awa, 1, session), 3, (instant) => (instant === real ? product : instant));
};

describe('a sender under a restriction', () => {
  it('has its ends on the product’s clock: the engine compares them with that one', () => {
    expect(sender('connected')).toMatchObject({ coldRestrictedUntil: product, restrictedUntil: null });
    expect(sender('restricted')).toMatchObject({ coldRestrictedUntil: product, restrictedUntil: product });
  });
});

describe('what any process says of a sender that it does not hold', () => {
  const stored = (state: 'connected' | 'restricted' | 'expired', held: boolean) => ({
    session: { ...newSession(awa), state, coldRestrictedUntil: real, restrictedUntil: real },
    held,
    offer: null,
    pendingEffects: [],
  });
  const seen = async (found: readonly ReturnType<typeof stored>[]) => {
    const parts: unknown[] = [
      { whatsapp: { maxFailures: 3 } },
      null,
      null,
      { anyOwnerFind: async () => found },
      { get: () => null },
      null,
      { at: (instant: Date) => (instant === real ? product : instant) },
      { on: () => undefined },
    ];
    const messenger = new WhatsAppMessenger(...(parts as ConstructorParameters<typeof WhatsAppMessenger>));
    return (await messenger.standings([awa])).get(awa) ?? null;
  };

  it.each([
    ['restricted', true, { availability: 'restricted', restrictedUntil: product, coldRestrictedUntil: product }],
    ['connected', true, { availability: 'ready', restrictedUntil: null, coldRestrictedUntil: product }],
    ['connected', false, { availability: 'connecting', restrictedUntil: null, coldRestrictedUntil: product }],
    ['expired', false, { availability: 'needs_scan', restrictedUntil: null, coldRestrictedUntil: product }],
  ] as const)('stored as %s, held: %s', async (state, held, expected) => {
    expect(await seen([stored(state, held)])).toEqual(expected);
  });

  it('who never linked a phone needs a scan', async () => {
    expect(await seen([])).toMatchObject({ availability: 'needs_scan' });
  });
});
