import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CloseFacts,
  type ConnectionListener,
  type CredentialStore,
  type Transport,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { type LeasedSession } from './leased-session.ts';

/** The phone's side of a forced disconnect is given this long, over as many connections as it takes within it. */
const LOG_OUT_MS = 10_000;
const LOG_OUT_AGAIN_MS = 500;
/** WhatsApp's answer to a device that it does not know (any more). */
const UNLINKED = 401;

type Ends = { readonly opened: () => void; readonly closed: (facts: CloseFacts) => void };
export type LogOutParts = {
  readonly transport: Transport;
  readonly credentialStore: CredentialStore;
  readonly logger: Logger;
  /** What a connection that only unlinks its device hears: replies are taken in, its end changes nothing in the session. */
  readonly listen: (held: LeasedSession, ends: Ends) => ConnectionListener;
};

/** The effect `log_out`: removes the device from the phone's list of linked devices. */
export class DeviceLogOut {
  constructor(private readonly parts: LogOutParts) {}

  /**
   * Unlinks the device on the phone while its credentials still exist: over the connection that is open, or over a new one
   * (that of a killed process is gone). After `LOG_OUT_MS` it is given up; the credentials are deleted all the same, and the
   * phone shows a device that nobody has the keys of.
   */
  async run(held: LeasedSession): Promise<void> {
    const deadline = performance.now() + LOG_OUT_MS;
    for (let left = LOG_OUT_MS; left > 0 && !held.isDropped; left = deadline - performance.now()) {
      if (await this.logOutWithin(held, left)) return;
      await sleep(Math.min(LOG_OUT_AGAIN_MS, Math.max(0, deadline - performance.now())));
    }
    const { ownerId } = held;
    if (!held.isDropped)
      this.parts.logger.warn({ event: 'session.log_out_failed', ownerId }, 'device not unlinked in time');
  }

  private async logOutWithin(held: LeasedSession, withinMs: number): Promise<boolean> {
    try {
      const handle = held.connection?.handle;
      if (handle?.isOpen) return await handle.logOut(withinMs);
      return await this.logOutAnew(held, withinMs);
    } catch (error) {
      this.parts.logger.warn(
        { event: 'session.log_out_failed', err: error, ownerId: held.ownerId },
        'unlinking failed; trying again',
      );
      return false;
    }
  }

  private async logOutAnew(held: LeasedSession, withinMs: number): Promise<boolean> {
    const { ownerId, token, session } = held;
    const { transport, credentialStore } = this.parts;
    const deadline = performance.now() + withinMs;
    if ((await credentialStore.peek(ownerId)) !== 'registered') return true;
    await held.closeSocket();
    let settle: (outcome: 'open' | 'unlinked' | 'failed') => void = () => undefined;
    const outcome = new Promise<'open' | 'unlinked' | 'failed'>((resolve) => (settle = resolve));
    const credentials = await credentialStore.open(ownerId, token);
    const listener = this.parts.listen(held, {
      opened: () => settle('open'),
      closed: ({ code }) => settle(code === UNLINKED ? 'unlinked' : 'failed'),
    });
    const handle = await transport.open({ ownerId, credentials, pairing: null }, listener);
    held.connection = { generation: session.generation, handle };
    const patience = setTimeout(() => settle('failed'), withinMs);
    try {
      const came = held.isDropped ? 'failed' : await outcome;
      return came === 'open' ? await handle.logOut(Math.max(1, deadline - performance.now())) : came === 'unlinked';
    } finally {
      clearTimeout(patience);
      await held.closeSocket();
    }
  }
}
