import { type Client, type TestApp } from '@relance/campaigns-testing';

/** What tests of imports do again and again, on an app that is open. */
export function importsOf(env: () => TestApp) {
  let owners = 0;
  return {
    /** Sends a file as a person has it, as it is. */
    async send(owner: Client, file: string | Buffer, fields: Record<string, string> = {}) {
      const request = owner.upload('/contacts/import', file);
      for (const [name, value] of Object.entries(fields)) void request.field(name, value);
      return request;
    },

    /** The owner's contacts in the order of the file. */
    all: async (owner: Client) => (await owner.get('/contacts?limit=100&sort=createdAt')).body.data.contacts,

    /** How many rows a report accounts for. */
    adds: ({ created, updated, merged, unchanged, rejected }: Record<string, number>): number =>
      [created, updated, merged, unchanged, rejected].reduce<number>((sum, each) => sum + (each ?? NaN), 0),

    /** Somebody whom no test has used, with these settings. */
    async anOwner(settings: object = {}): Promise<Client> {
      owners += 1;
      const owner = await env().as(`owner-file-${owners}`);
      if (Object.keys(settings).length > 0) expect((await owner.patch('/config', settings)).status).toBe(200);
      return owner;
    },

    /** The report of an import once it is done. */
    async until(owner: Client, jobId: string) {
      for (;;) {
        const { data } = (await owner.get(`/contacts/import/${jobId}`)).body;
        if (data.status === 'done' || data.status === 'failed') return data;
        await new Promise(setImmediate);
      }
    },
  };
}
