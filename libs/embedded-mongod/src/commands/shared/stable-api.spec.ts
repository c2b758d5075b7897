import { type Document, type MongoClient, type MongoServerError } from 'mongodb';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;
let client: MongoClient;

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
});
afterAll(() => server.stop());

const refusal = async (command: Document): Promise<{ code: unknown; codeName: unknown; message: string } | undefined> =>
  client
    .db('declared')
    .command(command)
    .then(
      () => undefined,
      ({ code, codeName, message }: MongoServerError) => ({ code, codeName, message }),
    );

const strict = { apiVersion: '1', apiStrict: true };

describe('a declared API version', () => {
  it('is 1 and no other, and its options need it', async () => {
    expect(await refusal({ ping: 1, apiVersion: '1' })).toBeUndefined();
    expect(await refusal({ ping: 1, apiVersion: '2' })).toMatchObject({ code: 322, codeName: 'APIVersionError' });
    expect(await refusal({ ping: 1, apiStrict: true })).toMatchObject({ code: 4886600 });
  });

  it('taken strictly refuses commands, fields and stages that are not in it', async () => {
    expect(await refusal({ find: 'things', ...strict })).toBeUndefined();
    expect(await refusal({ distinct: 'things', key: 'a', ...strict })).toMatchObject({
      code: 323,
      codeName: 'APIStrictError',
      message: expect.stringContaining('the command distinct is not in API Version 1'),
    });
    expect(await refusal({ find: 'things', showRecordId: true, ...strict })).toMatchObject({ code: 323 });
    expect(
      await refusal({ aggregate: 1, pipeline: [{ $listLocalSessions: {} }], cursor: {}, ...strict }),
    ).toMatchObject({
      code: 323,
      message: "stage $listLocalSessions is not allowed with 'apiStrict: true' in API Version 1",
    });
    expect(await refusal({ testVersion2: 1, ...strict })).toMatchObject({ code: 323 });
  });

  it('refuses what is deprecated only when asked to', async () => {
    expect(await refusal({ testDeprecation: 1, apiVersion: '1' })).toBeUndefined();
    expect(await refusal({ testDeprecation: 1, apiVersion: '1', apiDeprecationErrors: true })).toMatchObject({
      code: 324,
      codeName: 'APIDeprecationError',
    });
  });
});
