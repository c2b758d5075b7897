import { type ConnectAnswer, sessionIn, type SessionView } from '../src/support/acts.ts';
import { type Client } from '../src/support/client.ts';
import { type PhoneNetwork, type TestEnv } from '../src/support/product.test-env.ts';

type Env = TestEnv<PhoneNetwork>;
/** Phones linked at the same time. */
const AT_A_TIME = 4;

export const idleOwner = (env: Env, n: number): Promise<Client> => env.owner(`owner-idle-${n}`);

/** Links a phone for each of the first `count` owners that has none. */
export async function linkPhones(env: Env, count: number): Promise<void> {
  const todo = Array.from({ length: count }, (_, n) => n);
  const work = async () => {
    for (let n = todo.shift(); n !== undefined; n = todo.shift())
      await linkPatiently(env, await idleOwner(env, n), `+23767400${String(n).padStart(4, '0')}`);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}

/** On a busy machine a connect may answer before there is a QR. */
async function linkPatiently(env: Env, owner: Client, phone: string): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    if ((await owner.get<SessionView>('/status')).sessionState === 'connected') return;
    const { qrText } = await owner.post<ConnectAnswer>('/connect');
    if (qrText) await env.simulator.scan({ qr: qrText, phone });
    if (qrText) await sessionIn(owner, 'connected', 60_000);
  }
}

/** Each of the first `count` owners is connected without a strike. @throws Error with the first that is not */
export async function checkConnected(env: Env, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const view = await (await idleOwner(env, n)).get<SessionView>('/status');
    if (view.sessionState !== 'connected' || view.connectionFailureCount !== 0)
      throw new Error(`session ${n}: ${JSON.stringify(view)}`);
  }
}
