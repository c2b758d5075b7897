import { type ApiTestEnv, type Role } from './api.test-env.ts';

type Method = 'get' | 'post' | 'patch' | 'delete' | 'put';

/** Calls of the API as a role or as the owner named, staff also on behalf of an owner, and the audit's last line of an action. */
export function callsOf(env: () => ApiTestEnv) {
  const call = async (
    method: Method,
    path: string,
    as: Role | string = 'admin',
    body?: object,
    onBehalfOf?: string,
  ) => {
    const roles: readonly string[] = ['admin', 'support', 'user'];
    const token = roles.includes(as) ? await env().token(as as Role) : await env().token('user', as);
    const request = env().http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' });
    const answer = await (onBehalfOf ? request.set('X-Relance-Owner', onBehalfOf) : request).send(body);
    return { status: answer.status, code: answer.body.code, data: answer.body.data, details: answer.body.details };
  };
  const lastEntry = async (action: string) =>
    (await call('get', `/admin/audit?action=${action}&limit=1`)).data.entries[0];
  return { call, lastEntry };
}
