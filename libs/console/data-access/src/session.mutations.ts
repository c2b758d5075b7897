import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './api.ts';
import { type ConnectAnswer, type ConnectBody, type QrView, type SessionView } from './contract.ts';
import { sessionKeys } from './session.queries.ts';

export type SessionAction = 'reconnect' | 'disconnect' | 'reset';
export type SessionChange = { ownerId: string; action: SessionAction };

function send({ ownerId, action }: SessionChange): Promise<SessionView | ConnectAnswer> {
  const params = { path: { userId: ownerId } };
  switch (action) {
    case 'reconnect':
      return api.post('/api/relance/admin/sessions/{userId}/reconnect', { params, body: {} });
    case 'disconnect':
      return api.post('/api/relance/admin/sessions/{userId}/disconnect', { params, body: { force: false } });
    case 'reset':
      return api.post('/api/relance/admin/sessions/{userId}/reset', { params, body: {} });
  }
}

/** Reconnect, disconnect (keeps the link) and reset (deletes it) on an owner's behalf. */
export function useChangeSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => client.invalidateQueries({ queryKey: sessionKeys.all }),
  });
}

/** Asks for a QR or a pairing code, on an owner's behalf or (null) for oneself. Asking again while one is offered answers the same one. */
export function connectOwner(ownerId: string | null, body: ConnectBody): Promise<ConnectAnswer> {
  if (ownerId === null) return api.post('/api/relance/connect', { body });
  return api.post('/api/relance/admin/sessions/{userId}/connect', { params: { path: { userId: ownerId } }, body });
}

/** The QR that is offered now. @throws ApiError 404 when there is none (scanned, expired, not asked for). */
export function currentQr(ownerId: string | null, signal?: AbortSignal): Promise<QrView> {
  if (ownerId === null) return api.get('/api/relance/qr', { signal });
  return api.get('/api/relance/admin/sessions/{userId}/qr', { params: { path: { userId: ownerId } }, signal });
}
