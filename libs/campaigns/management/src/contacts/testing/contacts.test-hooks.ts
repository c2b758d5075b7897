import { aDraft, type Client, type TestApp } from '@relance/campaigns-testing';
import { getConnectionToken } from '@nestjs/mongoose';
import { type Connection } from 'mongoose';

/** What tests of contacts do again and again, on an app that is open. */
export function contactsOf(env: () => TestApp) {
  let numbers = 0;
  const aNumber = (): string => `+2376991${String((numbers += 1)).padStart(5, '0')}`;
  const database = (): Connection => env().app.get<Connection>(getConnectionToken(), { strict: false });
  return {
    aNumber,
    database,

    /** A contact with a number of its own. */
    async made(owner: Client, body: object = {}) {
      const answer = await owner.post('/contacts', { phone: aNumber(), ...body });
      expect([answer.status, answer.body.details]).toEqual([201, undefined]);
      return answer.body.data;
    },

    /** A running campaign for everybody. */
    async started(owner: Client, body: object = {}): Promise<string> {
      const { id } = await aDraft(owner, body);
      expect((await owner.post(`/campaigns/${id}/start`)).status).toBe(200);
      return id;
    },

    targetsOf: async (owner: Client, id: string) => (await owner.get(`/campaigns/${id}/targets`)).body.data.targets,

    /** Targets as they are stored. */
    live: (query: object) => database().collection('relance_targets').find(query).toArray(),
  };
}
