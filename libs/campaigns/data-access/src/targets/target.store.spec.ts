import { type Campaign, noEnrolment } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { testStores } from '../testing/stores.test-hooks.ts';
import { anActiveCampaign, anIntent, enrolled, only, owner, somePeople, start } from '../testing/test-stores.ts';

const stores = testStores();

const counts = async ({ id }: Campaign) => (await stores.campaigns.find(id, 'anyOwner'))?.counts;
const enrol = (campaign: Campaign, people: ReturnType<typeof somePeople>) =>
  stores.targets.enrol({ campaignId: campaign.id, ownerId: campaign.ownerId, people, at: start });
const firstPage = { limit: 20, page: 1, after: null, sort: '-createdAt' } as const;

describe('enrolment', () => {
  it('inserts targets and moves the counters with them', async () => {
    const campaign = await anActiveCampaign(stores);
    expect(await enrol(campaign, somePeople(3))).toEqual({
      enrolled: 3,
      duplicates: 0,
      liveElsewhere: 0,
      overLimit: 0,
      state: 'written',
    });
    const after = await stores.campaigns.find(campaign.id, 'anyOwner');
    expect(after?.counts).toMatchObject({ enrolled: 3, active: 3 });
    expect(after?.dayFunnel).toEqual([3, 0, 0, 0, 0, 0, 0]);
  });

  it('enrols a contact once per campaign, for ever', async () => {
    const campaign = await anActiveCampaign(stores);
    const people = somePeople(2);
    await enrol(campaign, people);
    await stores.targets.exitLive(campaign.id, 'manual', { at: start, limit: 10 });
    expect(await enrol(campaign, people)).toMatchObject({ enrolled: 0, duplicates: 2 });
    expect(await counts(campaign)).toMatchObject({ enrolled: 2, active: 0, exited: 2 });
  });

  it('keeps a person to one live sequence, whoever’s it is, until it ends', async () => {
    const mine = await anActiveCampaign(stores);
    const theirs = await anActiveCampaign(stores, { ownerId: ownerId('owner-2') });
    const people = somePeople(1);
    const others = people.map((person) => ({ ...person, contactId: somePeople(1)[0]?.contactId ?? person.contactId }));
    await enrol(mine, people);
    expect(await enrol(theirs, others)).toMatchObject({ enrolled: 0, liveElsewhere: 1 });
    expect([...(await stores.targets.liveKeys(people.map(({ phone }) => phone)))]).toEqual(
      people.map(({ phone }) => phone),
    );
    await stores.targets.exitByKeys([people[0]?.phone ?? ''], 'opted_out', start);
    expect(await enrol(theirs, others)).toMatchObject({ enrolled: 1 });
  });

  it('counts right when two processes enrol the same people at once', async () => {
    const campaign = await anActiveCampaign(stores);
    const people = somePeople(10);
    const outcomes = await Promise.all([enrol(campaign, people), enrol(campaign, people), enrol(campaign, people)]);
    expect(outcomes.reduce((sum, outcome) => sum + outcome.enrolled, 0)).toBe(10);
    expect(await counts(campaign)).toMatchObject({ enrolled: 10, active: 10 });
  });

  it('saves how far the audience has come, and writes nothing once the campaign is not active', async () => {
    const campaign = await anActiveCampaign(stores);
    const [person] = somePeople(1);
    if (!person) throw new Error('there is one');
    const to = { ...noEnrolment(), cursor: person.contactId, isDone: true };
    const progress = { from: campaign.enrolment, to };
    const enrolment = { campaignId: campaign.id, ownerId: owner, people: [person], at: start, progress };
    await stores.targets.enrol(enrolment);
    expect((await stores.campaigns.find(campaign.id, 'anyOwner'))?.enrolment).toEqual(to);
    await stores.campaigns.transition(
      campaign.id,
      'anyOwner',
      'active',
      { status: 'paused', statusReason: null },
      start,
    );
    expect(await stores.targets.enrol({ ...enrolment, people: somePeople(1) })).toMatchObject({
      enrolled: 0,
      state: 'inactive',
    });
    expect(await counts(campaign)).toMatchObject({ enrolled: 1 });
  });
});

describe('two processes enrol one campaign at the same time', () => {
  it('a page is written only over the cursor it was read from', async () => {
    const campaign = await anActiveCampaign(stores);
    const [first, second] = [somePeople(2), somePeople(2)];
    const progress = (people: typeof first) => ({
      from: campaign.enrolment,
      to: { ...noEnrolment(), cursor: people.at(-1)?.contactId ?? null },
    });
    const page = (people: typeof first) =>
      stores.targets.enrol({ campaignId: campaign.id, ownerId: owner, people, at: start, progress: progress(people) });
    expect((await Promise.all([page(first), page(second)])).map(({ state }) => state).sort()).toEqual([
      'overtaken',
      'written',
    ]);
    expect(await counts(campaign)).toMatchObject({ enrolled: 2 });
  });

  it('the limit holds however many come at once', async () => {
    const campaign = await anActiveCampaign(stores);
    const enrolments = [1, 2, 3].map(() =>
      stores.targets.enrol({ campaignId: campaign.id, ownerId: owner, people: somePeople(2), at: start, limit: 3 }),
    );
    const outcomes = await Promise.all(enrolments);
    expect(outcomes.reduce((sum, { enrolled: joined }) => sum + joined, 0)).toBe(3);
    expect(outcomes.reduce((sum, { overLimit }) => sum + overLimit, 0)).toBe(3);
    expect(await counts(campaign)).toMatchObject({ enrolled: 3 });
  });
});

describe('exits', () => {
  it('go in slices until nobody is left', async () => {
    const campaign = await anActiveCampaign(stores);
    await enrol(campaign, somePeople(5));
    expect(await stores.targets.exitLive(campaign.id, 'manual', { at: start, limit: 3 })).toEqual({
      exited: 3,
      isDone: false,
    });
    expect(await stores.targets.exitLive(campaign.id, 'manual', { at: start, limit: 3 })).toEqual({
      exited: 2,
      isDone: true,
    });
    expect(await counts(campaign)).toMatchObject({ enrolled: 5, active: 0, exited: 5, exitedBy: { manual: 5 } });
  });

  it('of a person take along the message under way', async () => {
    const campaign = await anActiveCampaign(stores);
    const [target] = await enrolled(stores, campaign.id, 1);
    if (!target) throw new Error('one was enrolled');
    await stores.sending.writeIntent(anIntent(campaign, target));
    expect(await stores.targets.countSending(campaign.id)).toBe(1);
    expect(await stores.targets.exitPerson({ ownerId: owner, contactId: target.contactId }, 'paid', start)).toBe(1);
    expect(await counts(campaign)).toMatchObject({ sending: 0, converted: 1, exited: 0 });
    expect(await stores.targets.exitPerson({ ownerId: owner, contactId: target.contactId }, 'paid', start)).toBe(0);
  });

  it('of another owner’s contact match nothing', async () => {
    const campaign = await anActiveCampaign(stores);
    const [target] = await enrolled(stores, campaign.id, 1);
    if (!target) throw new Error('one was enrolled');
    expect(
      await stores.targets.exitPerson({ ownerId: ownerId('owner-2'), contactId: target.contactId }, 'paid', start),
    ).toBe(0);
  });
});

describe('lists', () => {
  it('page by cursor without gaps or repeats, newest first', async () => {
    const campaign = await anActiveCampaign(stores);
    const all = (await enrolled(stores, campaign.id, 7)).map(({ id }) => id).reverse();
    const query = { scope: { ownerId: owner }, campaignId: campaign.id };
    const seen: string[] = [];
    let after: { value: string; id: string } | null = null;
    do {
      const page: Awaited<ReturnType<typeof stores.targets.list>> = await stores.targets.list(query, {
        ...firstPage,
        limit: 3,
        after,
      });
      expect(page.total).toBe(7);
      seen.push(...page.rows.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(seen).toEqual(all);
  });

  it('narrow by status and owner', async () => {
    const campaign = await anActiveCampaign(stores);
    const first = only(await enrolled(stores, campaign.id, 3));
    await stores.targets.exitByKeys([first.phone], 'opted_out', start);
    const list = (query: Parameters<typeof stores.targets.list>[0]) => stores.targets.list(query, firstPage);
    expect((await list({ scope: 'anyOwner', campaignId: campaign.id, statuses: ['exited'] })).rows).toMatchObject([
      { exitReason: 'opted_out' },
    ]);
    expect((await list({ scope: { ownerId: ownerId('nobody') }, campaignId: campaign.id })).rows).toEqual([]);
    expect(await stores.targets.find(first.id, { ownerId: ownerId('nobody') })).toBeNull();
  });

  it('forget a removed campaign’s targets in slices', async () => {
    const campaign = await anActiveCampaign(stores);
    await enrol(campaign, somePeople(5));
    expect(await stores.targets.removeOf(campaign.id, 3)).toBe(3);
    expect(await stores.targets.removeOf(campaign.id, 3)).toBe(2);
    expect(await stores.targets.removeOf(campaign.id, 3)).toBe(0);
  });
});

describe('one person under several addresses', () => {
  const account = (phone: string) => ({ waPhone: phone.replace('+5531', '+55319'), lid: null });

  it('10.1.5 removed and imported again, the person is not enrolled a second time', async () => {
    const campaign = await anActiveCampaign(stores);
    const people = somePeople(1).map((person) => ({ ...person, waPhone: '+553188110001', lid: '5001@lid' }));
    await enrol(campaign, people);
    await stores.targets.exitLive(campaign.id, 'manual', { at: start, limit: 10 });
    const again = [
      { ...only(people), contactId: only(somePeople(1)).contactId },
      { ...only(somePeople(1)), phone: '+553188110001' },
      { ...only(somePeople(1)), lid: '5001@lid' },
    ];
    for (const person of again) expect(await enrol(campaign, [person])).toMatchObject({ enrolled: 0, duplicates: 1 });
  });

  it('10.1.2 two contacts of one account have one live target; of one batch the first joins', async () => {
    const campaign = await anActiveCampaign(stores);
    const [first, second, third] = somePeople(3).map((person) => ({ ...person, lid: '5002@lid' }));
    if (!first || !second || !third) throw new Error('there are three');
    expect(await enrol(campaign, [first, second])).toMatchObject({ enrolled: 1, liveElsewhere: 1 });
    const other = await anActiveCampaign(stores);
    expect(await enrol(other, [third])).toMatchObject({ enrolled: 0, liveElsewhere: 1 });
    expect([...(await stores.targets.liveKeys(['5002@lid', second.phone]))]).toEqual(['5002@lid']);
  });

  it('10.1.2 a target that turns out to be somebody already there leaves, and says who it is', async () => {
    const campaign = await anActiveCampaign(stores);
    const [written, named] = await enrolled(stores, campaign.id, 2);
    if (!written || !named) throw new Error('there are two');
    expect(await stores.targets.identify(written.id, account(written.phone), start)).toMatchObject({
      kind: 'identified',
      target: { rev: written.rev + 1 },
    });
    const outcome = await stores.targets.identify(named.id, { waPhone: written.phone, lid: null }, start);
    expect(outcome).toMatchObject({ kind: 'duplicate', of: { contactId: written.contactId } });
    expect(await stores.targets.find(named.id, 'anyOwner')).toMatchObject({
      status: 'exited',
      exitReason: 'duplicate_contact',
      duplicateOf: written.contactId,
      days: [],
    });
    expect(await counts(campaign)).toMatchObject({ active: 1, exited: 1, exitedBy: { duplicate_contact: 1 } });
    expect(await stores.targets.identify(named.id, account(named.phone), start)).toEqual({ kind: 'gone' });
  });

  it('10.1.5 a target that turns out to have been in the campaign before leaves', async () => {
    const campaign = await anActiveCampaign(stores);
    const before = only(await enrolled(stores, campaign.id, 1));
    await stores.targets.exitByKeys([before.phone], 'manual', start);
    await enrol(campaign, somePeople(1));
    const again = only(
      (await stores.targets.list({ scope: 'anyOwner', campaignId: campaign.id, statuses: ['active'] }, firstPage)).rows,
    );
    expect(await stores.targets.identify(again.id, { waPhone: before.phone, lid: null }, start)).toMatchObject({
      kind: 'duplicate',
    });
  });

  it('a stop from any address ends the sequence', async () => {
    const campaign = await anActiveCampaign(stores);
    await enrol(campaign, [{ ...only(somePeople(1)), waPhone: '+553188110009', lid: '5009@lid' }]);
    expect(await stores.targets.exitByKeys(['5009@lid'], 'opted_out', start)).toBe(1);
  });
});
