import { type Contact, draftCampaign, type Enrolment, noEnrolment } from '@relance/campaigns-domain';
import { type ContactId, documentId, ownerId } from '@relance/kernel';
import { EnrolAudience } from './enrol-audience.ts';

const OWNER = ownerId('owner-1');
const NOW = new Date('2026-03-02T09:00:00Z');
const PAGE = 500;
const CAMPAIGN = documentId<'CampaignId'>('c00000000000000000000001');

// What enrolling asks of a contact.
const people = Array.from({ length: PAGE + 1 }, (_, index) => ({
  id: documentId<'ContactId'>(`b${String(index).padStart(23, '0')}`),
  phone: `+2376990${String(index).padStart(5, '0')}`,
  createdAt: NOW,
})) as unknown as readonly Contact[];

/** A running dynamic campaign in which everybody but the last was before, and which has room for so many more. */
function aCampaignWithRoomFor(more: number) {
  const draft = draftCampaign(OWNER, { name: 'Spring', audienceMode: 'dynamic', maxMessagesPerDay: 100 });
  const counts = { enrolled: PAGE };
  let campaign = { ...draft, id: CAMPAIGN, status: 'active', startedAt: NOW, counts, enrolment: noEnrolment() };
  const enrolled: string[] = [];
  const stores = {
    campaigns: { find: async () => campaign, saveEnrolment: async () => undefined },
    contacts: {
      matching: async (_owner: unknown, _criteria: unknown, { after }: { after: ContactId | null }) =>
        people.filter(({ id }) => after === null || id > after).slice(0, PAGE),
      changedSince: async () => [],
    },
    settings: {
      read: async () => ({
        enabled: true,
        enrollmentPaused: false,
        maxTargetsPerCampaign: PAGE + more,
        timeZone: 'UTC',
      }),
    },
    targets: {
      enrolledContacts: async () => new Set(people.slice(0, PAGE).map(({ id }) => id)),
      enrol: async ({ people: joining, progress }: Enrolment) => {
        enrolled.push(...joining.map(({ phone }) => phone));
        if (progress) campaign = { ...campaign, enrolment: progress.to };
        return { enrolled: joining.length, duplicates: 0, liveElsewhere: 0, overLimit: 0, state: 'written' };
      },
    },
    eligibility: { run: async (all: readonly Contact[]) => all.map((contact) => ({ contact, excludedBy: null })) },
  };
  const parts = [stores.campaigns, stores.contacts, stores.settings, stores.targets, { now: () => NOW }];
  const others = [{ clockRate: 1 }, { signal: new AbortController().signal }, stores.eligibility];
  // Stubs of the few methods that a pass asks for.
  const enrol = new EnrolAudience(...([...parts, ...others] as unknown as ConstructorParameters<typeof EnrolAudience>));
  return { run: () => enrol.run(CAMPAIGN), enrolled, passStartedAt: () => campaign.enrolment.passStartedAt };
}

describe('9.4 the daily pass over a dynamic audience', () => {
  it.each([PAGE, 1])('reaches who stands behind those who were in it before, with room for %i', async (room) => {
    const campaign = aCampaignWithRoomFor(room);
    await campaign.run();
    expect(campaign.enrolled).toEqual([people.at(-1)?.phone]);
    expect(campaign.passStartedAt()).toEqual(NOW);
  });
});
