import { type CampaignId, type TargetId } from '@relance/kernel';
import { type Delivery } from '../delivery/delivery.ts';
import { type PageOf, type PageRequest, type Scope } from './paging.ts';

export interface DeliveryStore {
  /** A page of a campaign's or target's deliveries, newest first. */
  list(
    query: { readonly scope: Scope; readonly campaignId?: CampaignId; readonly targetId?: TargetId },
    page: PageRequest,
  ): Promise<PageOf<Delivery>>;
}
export const DELIVERY_STORE = Symbol('DeliveryStore');
