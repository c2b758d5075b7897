import { CONTACT_STORE, type ContactStore } from '@relance/campaigns-domain';
import { aDraft, openTestApp, type TestApp } from '@relance/campaigns-testing';
import { type Connection } from 'mongoose';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

describe('finding campaigns', () => {
  it('10.5.2 by the name or a later word of it, folded, also those of earlier versions', async () => {
    const owner = await env.as('owner-campaign-search');
    const names = ['Été à la mer', 'Œuvre d’Élodie', 'Straße Øresund', 'Łódź — Yıldız', 'Rentrée 2026'];
    for (const name of names) await aDraft(owner, { name });
    const found = async (q: string) =>
      (await owner.get(`/campaigns?q=${encodeURIComponent(q)}`)).body.data.campaigns.map(({ name }: { name: string }) =>
        names.indexOf(name),
      );
    const check = async () => {
      for (const [q, whom] of [
        ['ETE', [0]],
        ['e\u0301te\u0301', [0]],
        [' mer ', [0]],
        ['œuv', [1]],
        ['OEUVRE', [1]],
        ["d'elodie", [1]],
        ['elodie', [1]],
        ['strasse', [2]],
        ['ores', [2]],
        ['lodz', [3]],
        ['yildiz', [3]],
        ['2026', [4]],
        ['entree', []],
        ['.*', []],
      ] as const)
        expect([q, await found(q)]).toEqual([q, whom]);
    };
    await check();
    const connection = env.app.get<Connection>('DatabaseConnection');
    await connection.collection('campaigns').updateMany({}, { $unset: { searchKeys: 1 } });
    await connection.collection<{ _id: string }>('migrations').deleteMany({ _id: /^campaigns\.names/ });
    const store = env.app.get<ContactStore>(CONTACT_STORE, { strict: false });
    while ((await store.upgrade(500)) > 0);
    await check();
  });
});
