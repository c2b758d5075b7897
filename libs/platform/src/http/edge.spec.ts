import { Body, Controller, Get, type INestApplication, Module, Post, Query } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { DomainError, type OwnerId } from '@relance/kernel';
import { Type } from 'class-transformer';
import { IsInt, IsString, Matches, ValidateNested } from 'class-validator';
import cookieParser from 'cookie-parser';
import { SignJWT } from 'jose';
import request from 'supertest';
import { type Actor } from '../auth/actor.ts';
import { Audience } from '../auth/audience.decorator.ts';
import { CurrentActor, CurrentOwner, RequestLanguage } from '../auth/current.decorators.ts';
import { loadConfig } from '../config/relance-config.ts';
import { PlatformModule } from '../platform.module.ts';
import { deferBodyErrors, jsonBody, rejectUnsupportedMediaTypes } from './body.ts';
import { withMessage } from './envelope.ts';
import { IdParam } from './id-param.decorator.ts';
import { PageQuery } from './page.ts';

class RowDto {
  @Matches(/^\+\d+$/, { message: 'must start with +' }) phone!: string;
}
class BodyDto {
  @IsString() name!: string;
  @ValidateNested({ each: true }) @Type(() => RowDto) rows!: RowDto[];
}
class ListQuery extends PageQuery {
  @Type(() => Number) @IsInt() minimum!: number;
}

@Controller('things')
class ThingsController {
  @Get('open')
  @Audience('public')
  open() {
    return { open: true };
  }

  @Get('mine')
  @Audience('user')
  mine(@CurrentOwner() owner: OwnerId, @CurrentActor() actor: Actor, @RequestLanguage() language: string) {
    return withMessage({ owner, role: actor.role, language }, 'here you are');
  }

  @Get('watched')
  @Audience('support')
  watched() {
    return null;
  }

  @Post('steered')
  @Audience('admin')
  steered(@Body() body: BodyDto) {
    return { rows: body.rows.length };
  }

  @Get('forgotten')
  forgotten() {
    return {};
  }

  @Get('list')
  @Audience('public')
  list(@Query() query: ListQuery) {
    return query;
  }

  @Get('refused')
  @Audience('public')
  refused() {
    throw new DomainError('too_many', 'TOO_MANY', 'Slower.', { limit: 3 }, { retryAfterSeconds: 7 });
  }

  @Get('surprise')
  @Audience('public')
  surprise() {
    throw new TypeError('a detail that is nobody’s business');
  }

  @Get('away')
  @Audience('public')
  away() {
    throw Object.assign(new Error('connect ECONNREFUSED'), { name: 'MongoServerSelectionError' });
  }

  @Get(':id')
  @Audience('public')
  one(@IdParam('id') id: string) {
    return { id };
  }
}

const config = loadConfig({
  JWT_SECRET: 'a secret of the user app',
  RELANCE_MASTER_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
  LOG_LEVEL: 'silent',
});

@Module({ imports: [PlatformModule.on(config)], controllers: [ThingsController] })
class EdgeModule {}

const token = (claims: Record<string, unknown>, secret = 'a secret of the user app') =>
  new SignJWT({ exp: Math.floor(Date.now() / 1000) + 3600, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret));

describe('the edge of every route', () => {
  let app: INestApplication;
  const http = () => request(app.getHttpServer());

  beforeAll(async () => {
    const module = await Test.createTestingModule({ imports: [EdgeModule] }).compile();
    app = module.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: false });
    app.use(cookieParser());
    app.use(rejectUnsupportedMediaTypes);
    (app as NestExpressApplication).useBodyParser('json', jsonBody);
    app.use(deferBodyErrors);
    await app.init();
  });
  afterAll(() => app.close());

  it('wraps an answer in the envelope', async () => {
    await http()
      .get('/things/open')
      .expect(200, { success: true, data: { open: true } });
  });

  it('asks for a token, and for a good one', async () => {
    const missing = await http().get('/things/mine').expect(401);
    expect(missing.body).toMatchObject({ success: false, code: 'TOKEN_MISSING' });
    const forged = await token({ sub: 'owner-1', role: 'admin' }, 'another secret');
    await http().get('/things/mine').auth(forged, { type: 'bearer' }).expect(401);
    await http().get('/things/mine').set('Authorization', 'Basic abc').expect(401);
    const expired = await token({ sub: 'owner-1', exp: 1_000_000 });
    const late = await http().get('/things/mine').auth(expired, { type: 'bearer' }).expect(401);
    expect(late.body).toMatchObject({ code: 'TOKEN_EXPIRED' });
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"a"}').toString('base64url')}.`;
    await http().get('/things/mine').auth(unsigned, { type: 'bearer' }).expect(401);
  });

  it.each([{ sub: 'owner-1' }, { userId: 'owner-1' }])('knows the owner from %j', async (claims) => {
    const answer = await http()
      .get('/things/mine')
      .set('Accept-Language', 'de, fr-CM;q=0.9, en;q=0.8')
      .auth(await token({ ...claims, role: 'user' }), { type: 'bearer' })
      .expect(200);
    expect(answer.body).toEqual({
      success: true,
      message: 'here you are',
      data: { owner: 'owner-1', role: 'user', language: 'fr' },
    });
  });

  it.each([{ role: 'user' }, { sub: 'a b' }, { sub: 'owner', role: 'root' }, { sub: { $ne: 1 } }])(
    'refuses a token that says %j',
    async (claims) => {
      await http()
        .get('/things/mine')
        .auth(await token(claims), { type: 'bearer' })
        .expect(401);
    },
  );

  it('lets support read what it may and keeps a route without an audience shut', async () => {
    const user = await token({ sub: 'a', role: 'user' });
    const support = await token({ sub: 'b', role: 'support' });
    const admin = await token({ sub: 'c', role: 'admin' });
    await http().get('/things/watched').auth(user, { type: 'bearer' }).expect(403);
    await http().get('/things/watched').auth(support, { type: 'bearer' }).expect(200, { success: true, data: null });
    await http().get('/things/watched').auth(admin, { type: 'bearer' }).expect(200);
    await http().post('/things/steered').auth(support, { type: 'bearer' }).expect(403);
    await http().get('/things/forgotten').auth(admin, { type: 'bearer' }).expect(403);
  });

  it('names every bad field with its path, unknown ones too', async () => {
    const admin = await token({ sub: 'c', role: 'admin' });
    const answer = await http()
      .post('/things/steered')
      .auth(admin, { type: 'bearer' })
      .send({ rows: [{ phone: '+1' }, { phone: 'x', extra: 1 }], colour: 'red' })
      .expect(400);
    expect(answer.body.code).toBe('VALIDATION_FAILED');
    expect(answer.body.details).toEqual([
      { field: 'colour', problem: 'is not known here', code: 'NOT_KNOWN_HERE' },
      { field: 'name', problem: 'must be given', code: 'MISSING' },
      { field: 'rows.1.extra', problem: 'is not known here', code: 'NOT_KNOWN_HERE' },
      { field: 'rows.1.phone', problem: 'must start with +' },
    ]);
  });

  it('says 401 before it says that the body is broken', async () => {
    const broken = () => http().post('/things/steered').set('Content-Type', 'application/json').send('{"name":');
    await broken().expect(401);
    const answer = await broken()
      .auth(await token({ sub: 'c', role: 'admin' }), { type: 'bearer' })
      .expect(400);
    expect(answer.body.details).toEqual([{ field: 'body', problem: 'is not well-formed JSON' }]);
  });

  it('refuses bodies that are too large, of a foreign type or no object', async () => {
    const admin = await token({ sub: 'c', role: 'admin' });
    const post = () => http().post('/things/steered').auth(admin, { type: 'bearer' });
    await post()
      .send({ name: 'x'.repeat(1_100_000) })
      .expect(413);
    await post().set('Content-Type', 'application/xml').send('<a/>').expect(415);
    const list = await post().send([]).expect(400);
    expect(list.body.details).toEqual([{ field: 'body', problem: 'must be an object' }]);
    await post().expect(400);
  });

  it.each([
    ['bytes that are no UTF-8', Buffer.from([...Buffer.from('{"name":"'), 0xc3, 0x28, ...Buffer.from('"}')]), 'body'],
    ['a field that would be a prototype', '{"name":"x","__proto__":{"role":"admin"}}', '__proto__'],
    ['… also further in', '{"name":{"a":[{"constructor":1}]}}', 'name.a.0.constructor'],
    ['a name that every object has', '{"name":"x","toString":"y"}', 'toString'],
    ['a list in lists without end', `{"name":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'name'],
    ['an object in objects without end', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'a'],
  ])('refuses %s, naming it', async (_what, body, field) => {
    const admin = await token({ sub: 'c', role: 'admin' });
    const post = http().post('/things/steered').auth(admin, { type: 'bearer' });
    const sent = post
      .set('Content-Type', 'application/json')
      .serialize(() => body as string)
      .send({});
    const answer = await sent.expect(400);
    expect(answer.body.details.map((detail: { field: string }) => detail.field)).toEqual([field]);
  });

  it.each([
    ['page=0&minimum=1', 'page'],
    ['page=abc&minimum=1', 'page'],
    ['limit=101&minimum=1', 'limit'],
    ['sort=phone&minimum=1', 'sort'],
    ['page=1&cursor=abc&minimum=1', 'cursor'],
    ['minimum=1&status[$ne]=x', 'status[$ne]'],
    ['minimum=1&colour=red', 'colour'],
    ['minimum=1&__proto__=red', '__proto__'],
    ['minimum=1&constructor=red', 'constructor'],
    ['minimum=one', 'minimum'],
  ])('refuses the query %s', async (query, field) => {
    const answer = await http().get(`/things/list?${query}`).expect(400);
    expect(answer.body.details.map((detail: { field: string }) => detail.field)).toEqual([field]);
  });

  it('gives a list its defaults', async () => {
    const answer = await http().get('/things/list?minimum=3&page=2').expect(200);
    expect(answer.body.data).toEqual({ minimum: 3, page: 2, limit: 20, sort: '-createdAt' });
  });

  it('refuses an id that is none, and an address that is none', async () => {
    const answer = await http().get('/things/123').expect(400);
    expect(answer.body.details).toEqual([{ field: 'id', problem: 'must be 24 hexadecimal digits' }]);
    await http()
      .get('/things/507F1F77BCF86CD799439011')
      .expect(200, {
        success: true,
        data: { id: '507f1f77bcf86cd799439011' },
      });
    await http().get('/things/%E0%A4%A').expect(400);
    expect((await http().get('/nowhere').expect(404)).body).toMatchObject({ success: false, code: 'ROUTE_NOT_FOUND' });
  });

  it('answers refusals, outages and surprises in the envelope, and keeps the surprise to itself', async () => {
    const refused = await http().get('/things/refused').expect(429).expect('Retry-After', '7');
    expect(refused.body).toMatchObject({ success: false, code: 'TOO_MANY', message: 'Slower.', details: { limit: 3 } });
    const away = await http().get('/things/away').expect(503).expect('Retry-After', '5');
    expect(away.body.code).toBe('DATABASE_UNAVAILABLE');
    const surprise = await http().get('/things/surprise').expect(500);
    expect(surprise.body).toMatchObject({ success: false, code: 'INTERNAL' });
    expect(JSON.stringify(surprise.body)).not.toContain('nobody');
  });

  it('tells probes that it lives, and metrics to this machine', async () => {
    await http()
      .get('/health/live')
      .expect(200, { success: true, data: { status: 'ok' } });
    await http().get('/health/ready').expect(200);
    const metrics = await http().get('/metrics').expect(200);
    expect(metrics.text).toContain('nodejs_eventloop_lag_seconds');
    // A proxy on this machine asks for somebody else.
    for (const header of ['X-Forwarded-For', 'X-Forwarded-Host', 'Forwarded', 'Via', 'X-Real-IP']) {
      await http().get('/metrics').set(header, '127.0.0.1').expect(403);
    }
  });
});
