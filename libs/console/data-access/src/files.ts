// Files to the API and back.
import { ApiError, throwAsApiError } from '@relance/api-client';
import { withActingOwner } from './acting.ts';
import { call, isRecord } from './api.ts';
import { downloadLimitMs, fetchInTime } from './request/time-limit.ts';

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

/** The name that an answer gives its file (RFC 6266, the plain form, which is all that the API sends). */
const fileNameOf = ({ headers }: Response): string | undefined =>
  /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1];

/** Saves a file of the API under the name it has there, else under this one. @throws ApiError */
export async function downloadFile(path: string, name: string): Promise<void> {
  const request = withActingOwner(new Request(new URL(path, location.origin)));
  const answer = await fetchInTime(request, downloadLimitMs).catch(throwAsApiError);
  if (!answer.ok) {
    const said: unknown = await answer.json().catch(() => null); // not the API's envelope where something before it answered
    const code = isRecord(said) && typeof said['code'] === 'string' ? said['code'] : `HTTP_${answer.status}`;
    throw new ApiError(answer.status, code, `The server answered ${answer.status}.`);
  }
  const url = URL.createObjectURL(await answer.blob().catch(throwAsApiError));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileNameOf(answer) ?? name;
  link.click();
  URL.revokeObjectURL(url);
}
