import { type Client, openTestApp, type TestApp } from '@relance/campaigns-testing';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

let owners = 0;
async function anOwner(): Promise<Client> {
  const owner = await env.as(`owner-people-${(owners += 1)}`);
  await owner.patch('/config', { defaultCountry: 'FR' });
  return owner;
}
const taken = async (owner: Client, file: string) => {
  const report = (await owner.upload('/contacts/import', file)).body.data;
  return { report, contacts: (await owner.get('/contacts?limit=100&sort=createdAt')).body.data.contacts };
};

describe('10.4.1 files as people have them', () => {
  it('a file without a header is taken as what stands in it, and so are its corrected rejected lines', async () => {
    const owner = await anOwner();
    const first = await taken(owner, 'Zoé Ba;0612345701;z@e.org\nBob;12;b@e.org');
    expect(first.report).toMatchObject({ rows: 2, created: 1, rejected: 1 });
    expect(first.contacts).toMatchObject([{ phone: '+33612345701', name: 'Zoé Ba', email: 'z@e.org' }]);
    const { text } = await owner.get(`/contacts/import/${first.report.jobId}/rejected.csv`);
    const second = await taken(owner, text.replace(',12,', ',0612345702,'));
    expect(second.report).toMatchObject({ rows: 1, created: 1 });
    expect(second.contacts[1]).toMatchObject({ phone: '+33612345702', name: 'Bob' });
  });

  it.each([
    ['words around it', 'Tel: 06 12 34 57 11 (perso)', ['+33612345711']],
    ['words behind it, beside a fixed line', '0612345712(WhatsApp) / 01 42 68 53 00', ['+33612345712', '+33142685300']],
    ['two that a dash parts', '0612345713 - 0612345714', ['+33612345713', '+33612345714']],
    ['two that a space parts', '0612345715 0612345716', ['+33612345715', '+33612345716']],
    ['two that a dash without spaces parts', '0612345718-0612345719', ['+33612345718', '+33612345719']],
    ['two in brackets', '(06 12 34 57 20)(07 12 34 57 20)', ['+33612345720', '+33712345720']],
    ['two that only the plus parts', '+33612345722+221770000001', ['+33612345722', '+221770000001']],
    ['words before each', 'Fixe:0142685300 Port:0612345723', ['+33612345723', '+33142685300']],
    ['a formula', '"=""0612345717"""', ['+33612345717']],
  ])('a number with %s', async (_, cell, phones) => {
    const { contacts } = await taken(await anOwner(), `Nom;Téléphone\nA;${cell}`);
    const [{ phone, attributes }] = contacts;
    expect([phone, ...Object.values(attributes)]).toEqual(phones);
  });

  it('a column of calling codes says where the numbers are at home', async () => {
    const { report, contacts } = await taken(
      await anOwner(),
      'Nom;Indicatif;Numéro\nA;+237;699000001\nB;33;0612345721',
    );
    expect(contacts).toMatchObject([
      { phone: '+237699000001', country: 'CM' },
      { phone: '+33612345721', country: 'FR' },
    ]);
    expect(report.notes).toEqual([]);
  });

  it('an area code in a column of its own belongs to the number, unless the number has one', async () => {
    const owner = await anOwner();
    await owner.patch('/config', { defaultCountry: 'BR' });
    const { report, contacts } = await taken(
      owner,
      'Nome;DDD;Telefone\nA;31;98811-2233\nB;(031);988112234\nC;31;(11) 98811-2235\nD;31;+33612345751\nE;;31988112236',
    );
    expect(contacts.map(({ phone }: { phone: string }) => phone)).toEqual([
      ...['+5531988112233', '+5531988112234', '+5511988112235', '+33612345751', '+5531988112236'],
    ]);
    expect([report.unknownColumns, report.notes]).toEqual([[], []]);
  });

  it.each([
    ['Nome;Sobrenome;Phone', 'João;São;0612345731', 'João São'],
    ['Name;Vorname;Phone', 'Müßig;Jörg;0612345732', 'Jörg Müßig'],
    ['Name;First name;Phone', 'Zoé Ba;Zoé;0612345733', 'Zoé Ba'],
    [
      'First Name (Billing);Last Name (Billing);First Name (Shipping);Last Name (Shipping);Phone (Billing)',
      'Zoé;Ba;Zoé;Ba;0612345734',
      'Zoé Ba',
    ],
    ['First Name;Billing First Name;Last Name;Phone', 'Zoé;Zo;Ba;0612345735', 'Zoé Ba'],
    ['Name;Email;Billing Name;Billing Phone', '#1001;z@e.org;Zoé Ba;0612345736', 'Zoé Ba'],
    ['Имя;Фамилия;Телефон', 'Иван;Петров;0612345737', 'Иван Петров'],
    ['الاسم;اللقب;الهاتف', 'محمد;العلوي;0612345738', 'محمد العلوي'],
    ['Phone Number;Saved Name;Public Name', '0612345739;;~ Awa', 'Awa'],
  ])('names of %s', async (header, row, name) => {
    expect((await taken(await anOwner(), `${header}\n${row}`)).contacts).toMatchObject([{ name }]);
  });

  it('tags of other programs are parted by commas, those of the own export by bars', async () => {
    const owner = await anOwner();
    const { contacts } = await taken(owner, 'phone,TAGS\n0612345741,"""VIP"",""2024"""');
    expect(contacts[0].tags).toEqual(['VIP', '2024']);
    expect((await taken(owner, 'phone,tags\n0612345742,"a, b|c"')).contacts[1].tags).toEqual(['a, b', 'c']);
  });
});
