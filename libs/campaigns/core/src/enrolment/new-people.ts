import { type Contact, type EnrolledPerson, type TargetStore } from '@relance/campaigns-domain';
import { type CampaignId } from '@relance/kernel';
import { type AssessedContact, type AudienceEligibility } from './audience-eligibility.ts';

type KnownTargets = Pick<TargetStore, 'enrolledContacts'>;

/** Of these contacts, those who can join a campaign: they were never in it and nothing keeps them out. */
export async function newPeople(
  campaignId: CampaignId,
  page: readonly Contact[],
  by: { readonly targets: KnownTargets; readonly eligibility: Pick<AudienceEligibility, 'run'> },
): Promise<readonly EnrolledPerson[]> {
  return peopleToEnrol(await by.eligibility.run(await notEnrolled(by.targets, campaignId, page)));
}

/** Those who were never in the campaign under this contact; of nobody nothing is asked. */
export async function notEnrolled(
  targets: KnownTargets,
  campaignId: CampaignId,
  page: readonly Contact[],
): Promise<readonly Contact[]> {
  if (page.length === 0) return [];
  const known = await targets.enrolledContacts(
    campaignId,
    page.map((contact) => contact.id),
  );
  return page.filter((contact) => !known.has(contact.id));
}

/** Those whom nothing keeps out, as they are enrolled. */
export const peopleToEnrol = (assessed: readonly AssessedContact[]): readonly EnrolledPerson[] =>
  assessed.filter(({ excludedBy }) => excludedBy === null).map(({ contact }) => personOf(contact));

/** An unknown language is written to in French. */
const personOf = ({ id, phone, waPhone, lid, language }: Contact): EnrolledPerson => ({
  contactId: id,
  phone,
  waPhone,
  lid,
  language: language ?? 'fr',
});
