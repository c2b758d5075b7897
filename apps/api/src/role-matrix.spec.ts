import { type OpenHouse, type Role, openHouse } from './testing/open-house.ts';
import { type Route, pathWith, routesOf } from './testing/routes.ts';

const ID = '0'.repeat(24);
const mayCall: Record<Route['audience'], readonly Role[]> = {
  public: ['user', 'support', 'admin'],
  user: ['user', 'support', 'admin'],
  support: ['support', 'admin'],
  admin: ['admin'],
  service: [],
};

describe('who may call what', () => {
  let house: OpenHouse;
  let routes: Route[];
  beforeAll(async () => {
    house = await openHouse();
    routes = routesOf(house.document).filter(({ audience }) => audience !== 'public');
  }, 60_000);
  afterAll(() => house.close());

  /** Sends nothing that could succeed: the guard comes before everything else. */
  const call = (route: Route) =>
    house
      .http()
      [route.method](pathWith(route, ID))
      .send(route.method === 'get' ? undefined : { nonsense: 1 });
  const named = (route: Route, status: number) => `${route.method} ${route.path} ${status}`;

  it('asks everybody for a token on every route that is not public', async () => {
    expect(routes.length).toBeGreaterThan(50);
    const answers = await Promise.all(routes.map(async (route) => named(route, (await call(route)).status)));
    expect(answers).toEqual(routes.map((route) => named(route, 401)));
  });

  it.each<Role>(['user', 'support', 'admin'])('turns a %s away from what is not theirs', async (role) => {
    const token = await house.token(role);
    const closed = routes.filter(({ audience }) => !mayCall[audience].includes(role));
    const answers = await Promise.all(
      closed.map(async (route) => named(route, (await call(route).auth(token, { type: 'bearer' })).status)),
    );
    expect(answers).toEqual(closed.map((route) => named(route, 403)));
    if (role !== 'admin') expect(closed.length).toBeGreaterThan(5);
  });

  it.each<Role>(['user', 'support', 'admin'])(
    'lets a %s in where they may',
    async (role) => {
      const token = await house.token(role);
      const open = routes.filter(({ audience, isStream }) => mayCall[audience].includes(role) && !isStream);
      const refused: string[] = [];
      for (const route of open) {
        const { status } = await call(route).auth(token, { type: 'bearer' });
        if (status === 401 || status === 403 || status >= 500) refused.push(named(route, status));
      }
      expect(refused).toEqual([]);
    },
    60_000,
  );

  it('answers every refusal in the envelope', async () => {
    for (const route of routes.slice(0, 10)) {
      const { body } = await call(route);
      expect(body).toMatchObject({ success: false, code: 'TOKEN_MISSING', requestId: expect.any(String) });
    }
  });
});
