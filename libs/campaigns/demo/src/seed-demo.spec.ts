import { openTestApp, type TestApp } from '@relance/campaigns-testing';
import { CampaignsDemoModule } from './campaigns-demo.module.ts';
import { SeedDemo } from './seed-demo.ts';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp('2026-03-02T09:00:00Z', undefined, { RELANCE_DEMO: 'true' }, [CampaignsDemoModule]);
}, 60_000);
afterAll(() => env?.close());

type Row = { name: string; type: string; status: string; counts: { enrolled: number; active: number } };
const campaignsOf = async (owner: string): Promise<Row[]> =>
  (await (await env.as(owner)).get('/campaigns')).body.data.campaigns;
const contactsOf = async (owner: string): Promise<number> =>
  (await (await env.as(owner)).get('/contacts')).body.data.total;

describe('the demo', () => {
  it('gives three owners more than eighty contacts together', async () => {
    const totals = await Promise.all(['owner-linked', 'owner-shaky', 'owner-new'].map(contactsOf));
    expect(totals).toEqual([48, 26, 12]);
  });

  it('gives each owner campaigns in different statuses, the running ones with people in them', async () => {
    const statuses = async (owner: string) =>
      Object.fromEntries(
        (await campaignsOf(owner)).map(({ name, type, status }) => [type === 'default' ? type : name, status]),
      );
    expect(await statuses('owner-linked')).toEqual({
      default: 'active',
      'Bienvenue aux nouveaux inscrits 🌱': 'active',
      'English-speaking members': 'scheduled',
      'Femmes de 25 à 40 ans': 'draft',
      Essai: 'cancelled',
    });
    expect(Object.values(await statuses('owner-shaky')).sort()).toEqual(['active', 'active', 'paused']);
    expect(Object.values(await statuses('owner-new')).sort()).toEqual(['active', 'active', 'draft']);
    const running = (await campaignsOf('owner-linked')).filter(
      ({ type, status }) => type === 'filtered' && status === 'active',
    );
    expect(running[0]?.counts.enrolled).toBeGreaterThan(20);
  });

  it('is sown once: a second start changes nothing', async () => {
    await env.app.get(SeedDemo).onApplicationBootstrap();
    expect(await contactsOf('owner-linked')).toBe(48);
    expect(await campaignsOf('owner-linked')).toHaveLength(5);
  });
});
