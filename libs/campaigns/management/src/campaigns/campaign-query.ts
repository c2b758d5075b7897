import { type CampaignQuery, type Scope } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { createdWithin } from '../shared/created-days.ts';
import { type CampaignListQuery } from './campaign.dto.ts';

/** What fixes a list of campaigns besides its page; `from` and `to` are days in UTC, both inclusive. */
export function campaignQuery(
  scope: Scope,
  { status, type, q, ...days }: Omit<CampaignListQuery, 'limit' | 'sort'>,
  ownerId?: OwnerId,
): CampaignQuery {
  return {
    scope,
    ...(ownerId && { ownerId }),
    ...(status && { status }),
    ...(type && { type }),
    ...(q && { namePrefix: q }),
    ...createdWithin(days),
  };
}
