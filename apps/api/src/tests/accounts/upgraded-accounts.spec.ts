import { vi } from 'vitest';
import { testDatabase } from '@relance/platform/testing';
import mongoose from 'mongoose';
import { ADMIN, type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';

/** More than are upgraded at a time. */
const ACCOUNTS = 600;

describe('accounts that an earlier version stored', () => {
  let env: ApiTestEnv;
  beforeAll(async () => {
    const database = await testDatabase();
    const connection = await mongoose.createConnection(database.uri).asPromise();
    const old = (n: number) => ({
      email: `old-${n}@relance.test`,
      name: `Zoé Kouamé ${n}`,
      role: 'support',
      passwordHash: 'hash',
      createdAt: new Date(n),
    });
    await connection.collection('users').insertMany(Array.from({ length: ACCOUNTS }, (_, n) => old(n)));
    env = await startTestApp({}, database);
    await vi.waitUntil(async () => {
      const left = await connection.collection('users').countDocuments({ searchKeys: { $exists: false } });
      return left === 0;
    }, 30_000);
    await connection.close();
  }, 60_000);
  afterAll(() => env?.close());

  it('10.5.2 are found by a later word of their name, each, once the product has started', async () => {
    const login = await env.http().post('/api/relance/auth/login').send(ADMIN);
    const found = async (q: string) => {
      const answer = await env
        .http()
        .get(`/api/relance/admin/users?q=${encodeURIComponent(q)}`)
        .set('authorization', `Bearer ${login.body.data.token}`);
      return answer.body.data.total;
    };
    expect([await found('KOUAME'), await found('old-59'), await found('uame')]).toEqual([ACCOUNTS, 11, 0]);
  });
});
