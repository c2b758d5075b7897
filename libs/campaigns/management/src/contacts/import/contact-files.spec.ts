import { openTestApp, problems, type TestApp } from '@relance/campaigns-testing';
import { CONTACT_FILE_READER, type ContactFileReader } from '@relance/campaigns-domain';
import { importsOf } from './testing/imports.test-hooks.ts';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

const { adds, all, anOwner, send } = importsOf(() => env);

describe('inspecting', () => {
  it('counts the rows of a file once, and again only where the import reads it in another way', async () => {
    const reader = env.app.get<{ open: ContactFileReader['open'] }>(CONTACT_FILE_READER, { strict: false });
    const { open } = reader;
    let counts = 0;
    reader.open = async (...given) => {
      const file = await open(...given);
      return { ...file, count: (limit) => ((counts += 1), file.count(limit)) };
    };
    try {
      const owner = await anOwner({ defaultCountry: 'CM' });
      const file = 'Liste;de;clients\nGsm;Nom;Note\n699000201;Zoé;x\n699000202;Ali;y';
      const inspect = async () => (await owner.upload('/contacts/import/inspect', file)).body.data;
      const first = await inspect();
      expect([first.rows, counts]).toEqual([2, 1]);
      const whole = await owner.post('/contacts/import', { importId: first.importId });
      expect([whole.body.data.rows, whole.body.data.created, counts]).toEqual([2, 2, 1]);
      const mapping = { Liste: 'phone', de: 'name', clients: 'ignore' };
      const other = await owner.post('/contacts/import', { importId: (await inspect()).importId, mapping });
      expect([other.body.data.rows, counts]).toEqual([3, 3]);
    } finally {
      reader.open = open;
    }
  });

  it('says what a file is, and the file is imported by its id with what the caller says', async () => {
    const owner = await anOwner({ defaultCountry: 'CM' });
    const text =
      'Clients\n\nN° tél;Prénom;Nom;Quartier;Divers\n699 00 01 01;Zoé;Ngo;Akwa;x\n699 00 01 02;Ali;Bah;Bali;';
    const inspected = (await owner.upload('/contacts/import/inspect', Buffer.from(text, 'utf16le'))).body.data;
    expect(inspected).toEqual({
      importId: expect.stringMatching(/^[0-9a-f]{24}$/),
      format: 'csv',
      encoding: 'utf-16le',
      delimiter: ';',
      sheets: [],
      rows: 2,
      columns: [
        { index: 0, header: 'N° tél', samples: ['699 00 01 01', '699 00 01 02'], suggested: 'phone', confidence: 0.95 },
        { index: 1, header: 'Prénom', samples: ['Zoé', 'Ali'], suggested: 'firstName', confidence: 0.95 },
        { index: 2, header: 'Nom', samples: ['Ngo', 'Bah'], suggested: 'name', confidence: 0.95 },
        { index: 3, header: 'Quartier', samples: ['Akwa', 'Bali'], suggested: 'ignore', confidence: 0 },
        { index: 4, header: 'Divers', samples: ['x'], suggested: 'ignore', confidence: 0 },
      ],
      problems: [],
    });
    const answer = await owner.post('/contacts/import', {
      importId: inspected.importId,
      mapping: { Quartier: 'attributes.quarter' },
      tags: ['march'],
      language: 'en',
      consent: { source: 'fair', at: '2026-02-01T00:00:00Z' },
    });
    expect(answer.body.data).toMatchObject({ created: 2, unknownColumns: ['Divers'], notes: [] });
    expect(await all(owner)).toMatchObject([
      { phone: '+237699000101', name: 'Zoé Ngo', attributes: { quarter: 'Akwa' }, tags: ['march'], language: 'en' },
      { name: 'Ali Bah', consent: { source: 'fair' } },
    ]);
  });

  const wrong = { mapping: [], upsert: 'x', tagsMode: 'y', defaultCountry: 'ZZ', language: 'de', more: 1 };
  it.each<[object, string[]]>([
    [{ importId: 'x' }, ['importId']],
    [{ importId: 'a'.repeat(24), mapping: { A: 'nonsense' } }, ['mapping']],
    [wrong, ['defaultCountry', 'language', 'mapping', 'more', 'tagsMode', 'upsert']],
  ])('an import by %j is refused', async (body, fields) => {
    const refused = await (await env.as('owner-bad')).post('/contacts/import', body);
    expect([refused.status, problems(refused.body)]).toEqual([400, fields]);
  });

  it('of a file that is not there, or a column that is not in it, is told', async () => {
    const owner = await env.as('owner-bad');
    expect((await owner.post('/contacts/import', { importId: 'a'.repeat(24) })).status).toBe(404);
    const refused = await send(owner, 'phone\n+33612345678', { mapping: '{"Nom":"name"}' });
    expect([refused.status, problems(refused.body)]).toEqual([400, ['mapping']]);
  });
});

describe('10.4 files as people have them', () => {
  it('10.4.1 unknown columns are left out and named, never a refusal', async () => {
    const file = 'Horodateur,Téléphone portable,Nom complet,Couleur,,\n1,+33612345650,Zoé,bleu,,\n';
    const { created, unknownColumns } = (await send(await anOwner(), file)).body.data;
    expect([created, unknownColumns]).toEqual([1, ['Horodateur', 'Couleur']]);
  });

  it('10.4.2 control characters never reach a name, and it is told', async () => {
    const owner = await anOwner();
    const file = 'phone,name\n+33612345651,A\u0007b\u0000c\u0085d\n+33612345652,\u200b\u200e\n';
    const { notes } = (await send(owner, file)).body.data;
    expect(notes).toEqual([expect.stringMatching(/^name had characters that cannot be shown.*2 times \(rows 2, 3\)/)]);
    expect(await all(owner)).toMatchObject([{ name: 'Abc d' }, { name: null }]);
  });

  it('10.4.3 an import changes what it says and nothing else', async () => {
    const owner = await anOwner();
    const before = { name: 'Zoé', email: 'z@example.org', tags: ['vip'], attributes: { city: 'Lyon', plan: 'a' } };
    await owner.post('/contacts', { phone: '+33612345653', ...before });
    const [known] = await all(owner);
    const file = 'phone,name,email,tags,attributes.plan,attributes.seat\n+33612345653,,,VIP|spring,b,12';
    expect((await send(owner, file)).body.data).toMatchObject({ updated: 1 });
    expect(await all(owner)).toMatchObject([
      { ...before, tags: ['vip', 'spring'], attributes: { city: 'Lyon', plan: 'b', seat: '12' } },
    ]);
    await send(owner, file.replace('VIP|', ''), { tagsMode: 'replace' });
    expect(await all(owner)).toMatchObject([{ tags: ['spring'] }]);
    await owner.patch(`/contacts/${known.id}`, { archived: true });
    const back = (await send(owner, file)).body.data;
    expect(back).toMatchObject({ updated: 1, restored: 1, notes: ['1 archived contact came back'] });
    expect(await all(owner)).toMatchObject([{ id: known.id, archivedAt: null }]);
  });

  it.each<[language: 'fr' | 'en', header: string, cell: string, expected: object, noted: boolean]>([
    ['fr', 'Date de naissance', '31/05/1990', { birthDate: '1990-05-31' }, false],
    ['fr', 'Date de naissance', '1990-05-31 00:00:00', { birthDate: '1990-05-31' }, false],
    ['fr', 'Date de naissance', '0000-00-00', { birthDate: null }, true],
    ['fr', 'Date de naissance', '04/05/1990', { birthDate: '1990-05-04' }, false],
    ['en', 'Birthday', '04/05/1990', { birthDate: '1990-04-05' }, false],
    ['en', 'Birthday', '31/05/1990', { birthDate: '1990-05-31' }, false],
    ['fr', 'Anniversaire', '1er juin 1985', { birthDate: '1985-06-01' }, false],
    ['fr', 'Anniversaire', '33024', { birthDate: '1990-05-31' }, false],
    ['fr', 'Anniversaire', '31.5.90', { birthDate: '1990-05-31' }, false],
    ['fr', 'Anniversaire', '12/2999', { birthDate: null }, true],
    ['fr', 'Sexe', 'Femme', { gender: 'female' }, false],
    ['fr', 'Sexe', 'F', { gender: 'female' }, false],
    ['fr', 'Civilité', 'M.', { gender: 'male' }, false],
    ['fr', 'Civilité', 'Mme', { gender: 'female' }, false],
    ['fr', 'Sexe', 'peu importe', { gender: null }, true],
    ['fr', 'Pays', 'Sénégal', { country: 'SN' }, false],
    ['fr', 'Pays', 'FR', { country: 'FR' }, false],
    ['fr', 'Pays', 'uk', { country: 'GB' }, false],
    ['fr', 'Pays', 'COTE D’IVOIRE', { country: 'CI' }, false],
    ['en', 'Country', 'Germany', { country: 'DE' }, false],
    ['en', 'país', 'Alemania', { country: 'DE' }, false],
    ['fr', 'Pays', 'Atlantide', { country: 'FR' }, true],
    ['fr', 'Langue', 'Français', { language: 'fr' }, false],
    ['fr', 'Langue', 'en-GB', { language: 'en' }, false],
    ['fr', 'Langue', 'Wolof', { language: null }, true],
    ['fr', 'Email', 'pas d’adresse', { email: null }, true],
    ['fr', 'Email', '""', { email: null }, false],
    ['fr', 'Abonné', 'Oui', { subscription: 'subscribed' }, false],
    ['fr', 'Date d’inscription', '02/03/2026 14:30', { registeredAt: '2026-03-02T14:30:00.000Z' }, false],
    ['fr', 'Métier', 'Infirmière', { profession: 'Infirmière' }, false],
  ])('10.4.4 (%s) %s "%s" is %j', async (language, header, cell, expected, noted) => {
    const owner = await anOwner({ language });
    const answer = (await send(owner, `Téléphone\t${header}\n+33612345654\t${cell}`)).body.data;
    expect([answer.created, answer.notes.length]).toEqual([1, noted ? 1 : 0]);
    expect(await all(owner)).toMatchObject([expected]);
  });

  it('of several numbers in a cell the first that may be a mobile is taken, the others are kept', async () => {
    const owner = await anOwner({ defaultCountry: 'FR' });
    const file = [
      'Name,Home Phone,Phone 1 - Value,Mobile Phone',
      'A,,01 23 45 67 89 ::: 06 12 34 56 60,',
      'B,0123456788,,"0612345661; 0612345662"',
      'C,0123456787,,',
      'D,,06/12/34/56/63,',
    ].join('\n');
    await send(owner, file);
    expect(await all(owner)).toMatchObject([
      { name: 'A', phone: '+33612345660', attributes: { phone2: '+33123456789' } },
      { name: 'B', phone: '+33612345661', attributes: { phone2: '+33612345662', phone3: '+33123456788' } },
      { name: 'C', phone: '+33123456787', attributes: {} },
      { name: 'D', phone: '+33612345663' },
    ]);
  });

  it('10.3.5 duplicates: the later value wins, an empty cell is none; without upsert known ones are rejected', async () => {
    const owner = await anOwner();
    await owner.post('/contacts', { phone: '+33612345670', name: 'Known' });
    const file = [
      'phone,name,email',
      '+33612345670,New,',
      '+33612345671,First,a@example.org',
      '+33 6 12 34 56 71,,b@example.org',
      '+33612345671,Last,',
    ].join('\n');
    const answer = (await send(owner, file, { upsert: 'false' })).body.data;
    expect(answer).toMatchObject({
      created: 1,
      merged: 2,
      rejected: 1,
      errors: [{ row: 2, problem: 'is known already' }],
    });
    expect(adds(answer)).toBe(answer.rows);
    expect(await all(owner)).toMatchObject([{ name: 'Known' }, { name: 'Last', email: 'b@example.org' }]);
  });

  it('10.1.8 the row’s country comes before the owner’s', async () => {
    const owner = await anOwner({ defaultCountry: 'FR' });
    await send(owner, 'phone,country\n770000001,Sénégal\n0470123456,BE\n237699000001,DE');
    const phones = (await all(owner)).map(({ phone }: { phone: string }) => phone);
    expect(phones).toEqual(['+221770000001', '+32470123456', '+237699000001']);
  });

  it('what is exported comes back unchanged, in any dialect', async () => {
    const owner = await anOwner();
    const other = await anOwner();
    const texts = ['=1+1', '+a', '-x', '@y', "'=z", 'a;b,c "d"|e', 'N’Guessan Cœur €', '🌸', "O'Brien", 'ligne'];
    const contacts = texts.map((text, index) => ({
      phone: `+3361234568${index}`,
      name: text,
      profession: text,
      tags: [text, 'b'],
      attributes: { note: text },
      birthDate: '1990-04-05',
      registeredAt: '2026-02-01T10:20:30.400Z',
      gender: 'female',
      language: 'en',
      country: 'BE',
      subscription: 'subscribed',
      consent: { source: text, at: '2026-02-01T10:20:30Z' },
    }));
    expect((await owner.post('/contacts/bulk', { contacts })).body.data.created).toBe(10);
    for (const dialect of ['', '?bom=1&sep=;', '?sep=tab', '?sep=|']) {
      const file = await owner.get(`/contacts/export.csv${dialect}`);
      const report = (await send(other, file.text)).body.data;
      const isFirst = dialect === '';
      expect(report).toMatchObject({ rejected: 0, created: isFirst ? 10 : 0, unchanged: isFirst ? 0 : 10, notes: [] });
    }
    const bare = (found: Record<string, unknown>[]) =>
      found.map((each) => ({ ...each, id: 0, createdAt: 0, updatedAt: 0 }));
    expect(bare(await all(other))).toEqual(bare(await all(owner)));
  });
});
