// Files to the API and back.
import { ApiError } from '@relance/api-client';
import { withActingOwner } from './acting.ts';
import { call, isRecord } from './api.ts';

/** Sends one file, with fields beside it, for the owner that staff act for. @throws ApiError */
export async function sendFile<T>(path: string, file: File, fields: Record<string, string> = {}): Promise<T> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set('file', file);
  return call<T>('post', path, { body });
}

/** Where the browser finds a file's bytes. A picture's request carries no header, so staff read by the route that needs none. */
export const mediaPath = (id: string, isStaff: boolean): string =>
  `/api/relance${isStaff ? '/admin' : ''}/media/${encodeURIComponent(id)}`;

/** Saves a file of the API under a name. @throws ApiError */
export async function downloadFile(path: string, name: string): Promise<void> {
  const answer = await fetch(withActingOwner(new Request(new URL(path, location.origin))));
  if (!answer.ok) {
    const said: unknown = await answer.json().catch(() => null); // not the API's envelope where something before it answered
    const code = isRecord(said) && typeof said['code'] === 'string' ? said['code'] : `HTTP_${answer.status}`;
    throw new ApiError(answer.status, code, `The server answered ${answer.status}.`);
  }
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
