import { Body, Controller, type INestApplication, Module, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor, type NestExpressApplication } from '@nestjs/platform-express';
import { jest } from '@jest/globals';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import { DomainError } from '@relance/kernel';
import { FixedClock } from '@relance/kernel/testing';
import { IsOptional, IsString } from 'class-validator';
import { SignJWT } from 'jose';
import pino from 'pino';
import { type Connection } from 'mongoose';
import request from 'supertest';
import { Audience } from '../auth/audience.decorator.ts';
import { loadConfig } from '../config/relance-config.ts';
import { withMessage } from '../http/envelope.ts';
import { MongoModule } from '../mongo/mongo.module.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { PlatformModule } from '../platform.module.ts';
import { SYSTEM_CLOCK } from '../time/clocks.ts';
import { IdempotencyModule } from './idempotency.module.ts';
import { IdempotencyStore, RUNNING_MS } from './idempotency.store.ts';

const SECRET = 'a secret of at least thirty-two characters';
const DAY_MS = 24 * 3_600_000;
let made = 0;
let isRefusing = false;
let release: () => void = () => undefined;
let hasBegun: () => void = () => undefined;

class ThingBody {
  @IsString() name!: string;
  @IsOptional() @IsString() note?: string;
}

@Audience('user')
@Controller('things')
class ThingsController {
  @Post()
  make(@Body() { name }: ThingBody) {
    if (isRefusing) throw new DomainError('unprocessable', 'NOT_TODAY', 'Not today.');
    made += 1;
    return withMessage({ name, number: made }, 'made');
  }

  @Post('upload')
  @UseInterceptors(FileInterceptor('file'))
  upload(@UploadedFile() file: { buffer: Buffer }) {
    made += 1;
    return { text: file.buffer.toString(), number: made };
  }

  @Post('slow')
  async slow() {
    hasBegun();
    await new Promise<void>((resolve) => (release = resolve));
    return {};
  }
}
@Module({ controllers: [ThingsController] })
class ThingsModule {}

describe('an Idempotency-Key', () => {
  let database: TestDatabase;
  let app: INestApplication;
  const clock = new FixedClock('2026-01-01T12:00:00Z');

  beforeAll(async () => {
    database = await testDatabase();
    const config = loadConfig({ JWT_SECRET: SECRET, RELANCE_MASTER_KEYS: `k:${Buffer.alloc(32).toString('base64')}` });
    const imports = [
      PlatformModule.on(config, pino({ enabled: false })),
      MongoModule.on(database.uri),
      IdempotencyModule,
      ThingsModule,
    ];
    const module = await Test.createTestingModule({ imports }).overrideProvider(SYSTEM_CLOCK).useValue(clock).compile();
    app = await module.createNestApplication<NestExpressApplication>().init();
  }, 60_000);
  afterAll(async () => {
    await app?.close();
    await database?.stop();
  });
  beforeEach(() => {
    made = 0;
    isRefusing = false;
  });

  const post = async (key: string, body: object = { name: 'a' }, owner = 'owner-1', path = '/things') => {
    const token = await new SignJWT({ userId: owner, role: 'user' })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(SECRET));
    const asked = request(app.getHttpServer()).post(path).set('Authorization', `Bearer ${token}`);
    return asked.set('Idempotency-Key', key).send(body);
  };

  it('gives the repeat the first answer, word for word, and does nothing twice', async () => {
    const first = await post('key-1');
    const again = await post('key-1');
    expect([first.status, first.body]).toEqual([
      201,
      { success: true, message: 'made', data: { name: 'a', number: 1 } },
    ]);
    expect([again.status, again.body, again.headers['idempotency-replayed']]).toEqual([201, first.body, 'true']);
    expect([made, first.headers['idempotency-replayed']]).toEqual([1, undefined]);
  });

  it('takes no body and an empty object for the same request', async () => {
    const first = post('key-empty', {}, 'owner-1', '/things/slow');
    await new Promise<void>((resolve) => (hasBegun = resolve));
    release();
    await first;
    const token = await new SignJWT({ userId: 'owner-1', role: 'user' })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(SECRET));
    const again = await request(app.getHttpServer())
      .post('/things/slow')
      .set('Authorization', `Bearer ${token}`)
      .set('Idempotency-Key', 'key-empty');
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
  });

  it('takes the same fields in another order for the same request', async () => {
    const first = await post('key-order', { name: 'a', note: 'b' });
    const again = await post('key-order', { note: 'b', name: 'a' });
    expect([again.status, again.body, made]).toEqual([201, first.body, 1]);
    expect((await post('key-order', { name: 'b', note: 'a' })).status).toBe(422);
  });

  it('keeps answers sealed: what is shown once is in no database dump', async () => {
    const name = 'a-token-that-is-shown-once';
    await post('key-sealed', { name });
    const kept = await app
      .get<Connection>(getConnectionToken())
      .collection<{ _id: string }>('idempotency_keys')
      .findOne({ _id: /key-sealed/ });
    expect(kept).toMatchObject({ state: 'done' });
    expect(JSON.stringify(kept)).not.toContain(name);
    expect((await post('key-sealed', { name })).body.data.name).toBe(name);
  });

  it('is each person’s own', async () => {
    await post('key-2');
    expect((await post('key-2', { name: 'a' }, 'owner-2')).body.data.number).toBe(2);
  });

  it('with another body is 422, and the first answer stays', async () => {
    await post('key-3');
    const other = await post('key-3', { name: 'b' });
    expect([other.status, other.body.code, made]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED', 1]);
    expect((await post('key-3')).status).toBe(201);
  });

  it('of a request that still runs is 409', async () => {
    const begun = new Promise<void>((resolve) => (hasBegun = resolve));
    const first = post('key-4', {}, 'owner-1', '/things/slow');
    await begun;
    const second = await post('key-4', {}, 'owner-1', '/things/slow');
    expect([second.status, second.body.code]).toEqual([409, 'IDEMPOTENCY_KEY_RUNNING']);
    release();
    expect((await first).status).toBe(201);
    expect((await post('key-4', {}, 'owner-1', '/things/slow')).status).toBe(201);
  });

  it('of a request that runs for longer than a key is held is 409 still: the key is renewed while it runs', async () => {
    const timers = jest.spyOn(globalThis, 'setInterval');
    const begun = new Promise<void>((resolve) => (hasBegun = resolve));
    const first = post('key-long', {}, 'owner-1', '/things/slow');
    void first.then(() => undefined);
    await begun;
    const renewals = timers.mock.calls.filter(([, every]) => every === RUNNING_MS / 3).map(([renew]) => renew);
    timers.mockRestore();
    expect(renewals).toHaveLength(1);
    const runningUntil = async () =>
      (
        await app
          .get<Connection>(getConnectionToken())
          .collection<{ _id: string; runningUntil: Date }>('idempotency_keys')
          .findOne({ _id: /key-long/ })
      )?.runningUntil.getTime();
    clock.advance(RUNNING_MS - 1000);
    for (const renew of renewals) renew();
    const renewed = clock.now().getTime() + RUNNING_MS;
    while ((await runningUntil()) !== renewed) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(RUNNING_MS - 1000);
    expect((await post('key-long', {}, 'owner-1', '/things/slow')).status).toBe(409);
    release();
    expect((await first).status).toBe(201);
  });

  describe('of an upload', () => {
    const upload = async (key: string, text: string) => {
      const token = await new SignJWT({ userId: 'owner-1', role: 'user' })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(SECRET));
      const asked = request(app.getHttpServer()).post('/things/upload').set('Authorization', `Bearer ${token}`);
      return asked.set('Idempotency-Key', key).attach('file', Buffer.from(text), 'people.csv');
    };

    it('gives the same file the first answer, and another one of the same size 422', async () => {
      const large = 'a'.repeat(300_000);
      const first = await upload('file-1', `${large}x`);
      expect([first.status, first.body.data.text.length]).toEqual([201, 300_001]);
      expect((await upload('file-1', `${large}x`)).headers['idempotency-replayed']).toBe('true');
      const other = await upload('file-1', `${large}y`);
      expect([other.status, other.body.code, made]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED', 1]);
    });
  });

  it('is not given free when its answer could not be stored: a repeat does nothing', async () => {
    const store = app.get(IdempotencyStore);
    const keys = jest.spyOn(store as unknown as { save(): Promise<void> }, 'save');
    keys.mockRejectedValueOnce(new Error('the database is away'));
    const first = await post('key-kept');
    expect(first.status).toBe(201);
    const again = await post('key-kept');
    expect([again.status, again.headers['idempotency-replayed'], made]).toEqual([201, 'true', 1]);
    keys.mockRestore();
  });

  it('lets one of many simultaneous requests through', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => post('key-race')));
    expect(made).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect((await post('key-race')).body.data.number).toBe(1);
  });

  it('of a refused request remembers nothing: the repeat runs', async () => {
    isRefusing = true;
    expect((await post('key-5')).status).toBe(422);
    expect((await post('key-5', { name: 7 })).status).toBe(400);
    isRefusing = false;
    expect((await post('key-5')).body.data.number).toBe(1);
  });

  it('is forgotten after a day', async () => {
    await post('key-6');
    clock.advance(DAY_MS + 1);
    expect((await post('key-6', { name: 'b' })).body.data).toEqual({ name: 'b', number: 2 });
  });

  it.each(['', 'with space', 'x'.repeat(256)])('that is no key ("%s") is 400 naming the header', async (key) => {
    const refused = await post(key);
    expect([refused.status, refused.body.details]).toEqual([
      400,
      [{ field: 'Idempotency-Key', problem: 'must be 1 to 255 visible characters' }],
    ]);
  });
});
