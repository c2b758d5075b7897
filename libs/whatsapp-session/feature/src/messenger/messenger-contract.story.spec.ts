import { ownerId } from '@relance/kernel';
import { messengerContract } from '@relance/messaging/testing';
import { until } from '../testing/event-stream.ts';
import { link } from '../testing/link.ts';
import { startSessionTestEnv } from '../testing/session.test-env.ts';

const OWNER = ownerId('owner-contract');
const PHONE = '237699500077';
const CONTACT = '33655550077';
const NOBODY = '33655550078';

/** The messenger of the product over the real Baileys; the test holds the simulated WhatsApp. */
messengerContract('WhatsApp', async () => {
  const testEnv = await startSessionTestEnv('messenger-contract');
  const { simulator } = testEnv;
  const process = await testEnv.start({ SEND_ACK_TIMEOUT_MS: '2000' });
  await simulator.contact({ phone: NOBODY, exists: false });
  await link(simulator, await process.client(OWNER), PHONE);
  return {
    messenger: process.messenger,
    owner: OWNER,
    stranger: ownerId('owner-without-account'),
    contact: `+${CONTACT}`,
    nobody: `+${NOBODY}`,
    shown: async () =>
      simulator
        .messages({ to: CONTACT })
        .filter(({ shown }) => shown)
        .map(({ id }) => id),
    refuseNext: async (code) => void (await simulator.fault({ kind: 'ack-error', code, account: PHONE, count: 1 })),
    leaveNextUnanswered: async () => void (await simulator.fault({ kind: 'ack-none', account: PHONE, count: 1 })),
    cutAfterNext: async () => void (await simulator.fault({ kind: 'drop-after-receive', account: PHONE, count: 1 })),
    ready: async () => void (await until('ready', () => process.messenger.sender(OWNER)?.availability === 'ready')),
    reply: async (text) => void (await simulator.reply({ from: CONTACT, account: PHONE, text })),
    delayAcknowledgements: async (ms) => void (await simulator.fault({ kind: 'ack-delay', ms, account: PHONE })),
    stop: () => process.stop(),
    dispose: () => testEnv.stop(),
  };
});
