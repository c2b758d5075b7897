// The first admin of a development start. Made once, kept beside the other generated secrets (mode 600), so that
// each later start can print it again. With ADMIN_EMAIL and ADMIN_PASSWORD set, or in production, nothing is made.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Answers the environment the API needs for its first admin, and what to print about it. */
export function firstAdmin(dataDir, { password } = {}) {
  const { ADMIN_EMAIL, ADMIN_PASSWORD, NODE_ENV } = process.env;
  if (ADMIN_EMAIL && ADMIN_PASSWORD)
    return { environment: {}, words: `Login     ${ADMIN_EMAIL} with the password in ADMIN_PASSWORD` };
  if (NODE_ENV === 'production') return { environment: {}, words: "Login     printed once by the API's first start" };
  const file = join(dataDir, 'admin-login.json');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const login = {
      email: ADMIN_EMAIL ?? 'admin@relance.local',
      password: ADMIN_PASSWORD ?? password ?? randomBytes(9).toString('base64url'),
    };
    writeFileSync(file, JSON.stringify(login), { mode: 0o600 });
  }
  const login = JSON.parse(readFileSync(file, 'utf8'));
  return {
    environment: { ADMIN_EMAIL: login.email, ADMIN_PASSWORD: login.password },
    words: `Login     ${login.email}  ${login.password}`,
  };
}
