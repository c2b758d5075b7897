import { addDays, type CampaignQuery, type Scope } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { type CampaignListQuery } from './campaign.dto.ts';

const startOfUtcDay = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** What fixes a list of campaigns besides its page; `from` and `to` are days in UTC, both inclusive. */
export function campaignQuery(
  scope: Scope,
  { status, type, q, from, to }: Omit<CampaignListQuery, 'limit' | 'sort'>,
  ownerId?: OwnerId,
): CampaignQuery {
  return {
    scope,
    ...(ownerId && { ownerId }),
    ...(status && { status }),
    ...(type && { type }),
    ...(q && { namePrefix: q }),
    ...(from && { createdFrom: startOfUtcDay(from) }),
    ...(to && { createdBefore: startOfUtcDay(addDays(to, 1)) }),
  };
}
