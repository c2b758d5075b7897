import { ownerId } from '@relance/kernel';
import { newSession } from '@relance/whatsapp-session-domain';
import { LeasedSession } from '../supervisor/leased-session.ts';
import { toSender } from './sender.ts';

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
