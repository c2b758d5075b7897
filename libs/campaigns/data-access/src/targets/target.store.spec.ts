import { type Campaign } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { aTestBook } from '../testing/book-spec.ts';
import { anActiveCampaign, anIntent, enrolled, only, owner, somePeople, start } from '../testing/test-book.ts';

const book = aTestBook();

const counts = async ({ id }: Campaign) => (await book.campaigns.find(id, 'anyOwner'))?.counts;
const enrol = (campaign: Campaign, people: ReturnType<typeof somePeople>) =>
  book.targets.enrol({ campaignId: campaign.id, ownerId: campaign.ownerId, people, at: start });
const firstPage = { limit: 20, page: 1, after: null, sort: '-createdAt' } as const;

describe('enrolment', () => {
  it('inserts targets and moves the counters with them', async () => {
    const campaign = await anActiveCampaign(book);
    expect(await enrol(campaign, somePeople(3))).toEqual({
      enrolled: 3,
      duplicates: 0,
      liveElsewhere: 0,
      isCampaignActive: true,
    });
    const after = await book.campaigns.find(campaign.id, 'anyOwner');
    expect(after?.counts).toMatchObject({ enrolled: 3, active: 3 });
    expect(after?.dayFunnel).toEqual([3, 0, 0, 0, 0, 0, 0]);
  });

  it('enrols a contact once per campaign, for ever', async () => {
    const campaign = await anActiveCampaign(book);
    const people = somePeople(2);
    await enrol(campaign, people);
    await book.targets.exitLive(campaign.id, 'manual', { at: start, limit: 10 });
    expect(await enrol(campaign, people)).toMatchObject({ enrolled: 0, duplicates: 2 });
    expect(await counts(campaign)).toMatchObject({ enrolled: 2, active: 0, exited: 2 });
  });

  it('keeps a person to one live sequence, whoever’s it is, until it ends', async () => {
    const mine = await anActiveCampaign(book);
    const theirs = await anActiveCampaign(book, { ownerId: ownerId('owner-2') });
    const people = somePeople(1);
    const others = people.map((person) => ({ ...person, contactId: somePeople(1)[0]?.contactId ?? person.contactId }));
    await enrol(mine, people);
    expect(await enrol(theirs, others)).toMatchObject({ enrolled: 0, liveElsewhere: 1 });
    expect([...(await book.targets.livePhones(people.map(({ phone }) => phone)))]).toEqual(
      people.map(({ phone }) => phone),
    );
    await book.targets.exitPhone(people[0]?.phone ?? '', 'opted_out', start);
    expect(await enrol(theirs, others)).toMatchObject({ enrolled: 1 });
  });

  it('counts right when two processes enrol the same people at once', async () => {
    const campaign = await anActiveCampaign(book);
    const people = somePeople(10);
    const outcomes = await Promise.all([enrol(campaign, people), enrol(campaign, people), enrol(campaign, people)]);
    expect(outcomes.reduce((sum, outcome) => sum + outcome.enrolled, 0)).toBe(10);
    expect(await counts(campaign)).toMatchObject({ enrolled: 10, active: 10 });
  });

  it('saves how far the audience has come, and writes nothing once the campaign is not active', async () => {
    const campaign = await anActiveCampaign(book);
    const [person] = somePeople(1);
    if (!person) throw new Error('there is one');
    const progress = { cursor: person.contactId, isDone: true };
    const enrolment = { campaignId: campaign.id, ownerId: owner, people: [person], at: start, progress };
    await book.targets.enrol(enrolment);
    expect((await book.campaigns.find(campaign.id, 'anyOwner'))?.enrolment).toEqual(progress);
    await book.campaigns.transition(campaign.id, 'anyOwner', 'active', { status: 'paused', statusReason: null }, start);
    expect(await book.targets.enrol({ ...enrolment, people: somePeople(1) })).toMatchObject({
      enrolled: 0,
      isCampaignActive: false,
    });
    expect(await counts(campaign)).toMatchObject({ enrolled: 1 });
  });
});

describe('exits', () => {
  it('go in slices until nobody is left', async () => {
    const campaign = await anActiveCampaign(book);
    await enrol(campaign, somePeople(5));
    expect(await book.targets.exitLive(campaign.id, 'manual', { at: start, limit: 3 })).toEqual({
      exited: 3,
      isDone: false,
    });
    expect(await book.targets.exitLive(campaign.id, 'manual', { at: start, limit: 3 })).toEqual({
      exited: 2,
      isDone: true,
    });
    expect(await counts(campaign)).toMatchObject({ enrolled: 5, active: 0, exited: 5, exitedBy: { manual: 5 } });
  });

  it('of a person take along the message under way', async () => {
    const campaign = await anActiveCampaign(book);
    const [target] = await enrolled(book, campaign.id, 1);
    if (!target) throw new Error('one was enrolled');
    await book.sending.writeIntent(anIntent(campaign, target));
    expect(await book.targets.countSending(campaign.id)).toBe(1);
    expect(await book.targets.exitPerson({ ownerId: owner, contactId: target.contactId }, 'paid', start)).toBe(1);
    expect(await counts(campaign)).toMatchObject({ sending: 0, converted: 1, exited: 0 });
    expect(await book.targets.exitPerson({ ownerId: owner, contactId: target.contactId }, 'paid', start)).toBe(0);
  });

  it('of another owner’s contact match nothing', async () => {
    const campaign = await anActiveCampaign(book);
    const [target] = await enrolled(book, campaign.id, 1);
    if (!target) throw new Error('one was enrolled');
    expect(
      await book.targets.exitPerson({ ownerId: ownerId('owner-2'), contactId: target.contactId }, 'paid', start),
    ).toBe(0);
  });
});

describe('lists', () => {
  it('page by cursor without gaps or repeats, newest first', async () => {
    const campaign = await anActiveCampaign(book);
    const all = (await enrolled(book, campaign.id, 7)).map(({ id }) => id).reverse();
    const query = { scope: { ownerId: owner }, campaignId: campaign.id };
    const seen: string[] = [];
    let after: { value: string; id: string } | null = null;
    do {
      const page: Awaited<ReturnType<typeof book.targets.list>> = await book.targets.list(query, {
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
    const campaign = await anActiveCampaign(book);
    const first = only(await enrolled(book, campaign.id, 3));
    await book.targets.exitPhone(first.phone, 'opted_out', start);
    const list = (query: Parameters<typeof book.targets.list>[0]) => book.targets.list(query, firstPage);
    expect((await list({ scope: 'anyOwner', campaignId: campaign.id, statuses: ['exited'] })).rows).toMatchObject([
      { exitReason: 'opted_out' },
    ]);
    expect((await list({ scope: { ownerId: ownerId('nobody') }, campaignId: campaign.id })).rows).toEqual([]);
    expect(await book.targets.find(first.id, { ownerId: ownerId('nobody') })).toBeNull();
  });

  it('forget a removed campaign’s targets in slices', async () => {
    const campaign = await anActiveCampaign(book);
    await enrol(campaign, somePeople(5));
    expect(await book.targets.removeOf(campaign.id, 3)).toBe(3);
    expect(await book.targets.removeOf(campaign.id, 3)).toBe(2);
    expect(await book.targets.removeOf(campaign.id, 3)).toBe(0);
  });
});
