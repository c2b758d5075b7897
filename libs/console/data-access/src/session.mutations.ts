import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ConnectAnswer, type ConnectBody, type QrView, type SessionView } from './contract.ts';
import { request } from './http.ts';
import { sessionKeys } from './session.queries.ts';

export type SessionAction = 'reconnect' | 'disconnect' | 'reset';

const ofOwner = (ownerId: string) => `/admin/sessions/${encodeURIComponent(ownerId)}`;

/** Reconnect, disconnect (keeps the link) and reset (deletes it) on an owner's behalf. */
export function useChangeSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ownerId, action, reason }: { ownerId: string; action: SessionAction; reason?: string }) =>
      request<SessionView | ConnectAnswer>('POST', `${ofOwner(ownerId)}/${action}`, { body: reason ? { reason } : {} }),
    onSettled: () => client.invalidateQueries({ queryKey: sessionKeys.all }),
  });
}

/** Asks for a QR or a pairing code on an owner's behalf. Asking again while one is offered answers the same one. */
export function connectOwner(ownerId: string, body: ConnectBody, signal?: AbortSignal): Promise<ConnectAnswer> {
  return request<ConnectAnswer>('POST', `${ofOwner(ownerId)}/connect`, { body, signal });
}

/** The QR that is offered now. @throws ApiError 404 when there is none (scanned, expired, not asked for). */
export function currentQr(ownerId: string, signal?: AbortSignal): Promise<QrView> {
  return request<QrView>('GET', `${ofOwner(ownerId)}/qr`, { signal });
}
