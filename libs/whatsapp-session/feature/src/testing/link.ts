import { type Simulator } from '@relance/whatsapp-simulator';
import { type SessionView } from '../http/dto/session.view.ts';
import { type SessionClient } from './session-client.ts';

/** Asks for a QR, scans it with the phone and waits until the session is open. */
export async function link(simulator: Simulator, client: SessionClient, phone: string): Promise<SessionView> {
  const { qrText, outcome } = await client.connect();
  if (qrText === null) throw new Error(`no QR was offered: ${outcome}`);
  await simulator.scan({ qr: qrText, phone });
  return client.untilState('connected');
}

/** The devices that the phone shows as linked. */
export const devicesOf = (simulator: Simulator, phone: string) =>
  simulator.state().accounts.find((account) => account.phone === phone)?.devices ?? [];
