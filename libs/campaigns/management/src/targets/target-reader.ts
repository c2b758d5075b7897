import {
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignStore,
  DELIVERY_STORE,
  type DeliveryStore,
  type LiveTargetStatus,
  liveTargetStatuses,
  ownerScoped,
  type Scope,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type CampaignId, type OwnerId } from '@relance/kernel';
import { type Page, PageQuery, toPage } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { pageAnswer, pageRequest } from '../shared/paging.ts';
import { notFound } from '@relance/campaigns-core';
import { LiveTargetListQuery, TargetListQuery } from './target-list.query.ts';
import { deliveryView, TargetPresenter } from './target.presenter.ts';
import { type DeliveryView, type TargetView } from './target.view.ts';

/** Questions about targets and deliveries, inside a scope; `anyOwner` only on the admin side. */
@Injectable()
export class TargetReader {
  constructor(
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(DELIVERY_STORE) private readonly deliveries: DeliveryStore,
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    private readonly presenter: TargetPresenter,
  ) {}

  /** A page of a campaign's targets; the campaign's own counters know how many there are. 404 outside the scope. */
  async ofCampaign(id: CampaignId, scope: Scope, query: TargetListQuery): Promise<Page<'targets', TargetView>> {
    const campaign = await this.campaigns.find(id, scope);
    if (!campaign) throw notFound('campaign');
    return this.page(campaign, scope, query);
  }

  /** The default campaign's targets; none for an owner who has no default campaign yet. */
  async ofDefault(ownerId: OwnerId, query: TargetListQuery): Promise<Page<'targets', TargetView>> {
    const campaign = await this.campaigns.findDefault(ownerId);
    if (!campaign) return toPage('targets', [], { total: 0, page: query.page, limit: query.limit, nextCursor: null });
    return this.page(campaign, ownerScoped(ownerId), query);
  }

  /** An owner's live targets in all campaigns; with a status only those. */
  async liveOf(ownerId: OwnerId, query: LiveTargetListQuery): Promise<Page<'targets', TargetView>> {
    const statuses: readonly LiveTargetStatus[] = query.status ? [query.status] : liveTargetStatuses;
    const fixed = { list: 'own', ownerId, statuses: statuses.join(), ...repliedOf(query) };
    const scope = ownerScoped(ownerId);
    const knownTotal = query.replied === undefined ? await this.liveTotal(ownerId, statuses) : undefined;
    const found = await this.targets.list(
      { scope, statuses, ...(knownTotal !== undefined && { knownTotal }), ...repliedOf(query) },
      pageRequest(query, fixed),
    );
    return pageAnswer('targets', await this.presenter.views(found.rows, scope), found, { query, fixed });
  }

  private async liveTotal(ownerId: OwnerId, statuses: readonly LiveTargetStatus[]): Promise<number> {
    const counts = await this.campaigns.liveCountsOf(ownerId);
    return statuses.reduce((sum, status) => sum + counts[status], 0);
  }

  /** A page of a campaign's deliveries, newest first. 404 outside the scope. */
  async deliveriesOf(id: CampaignId, scope: Scope, query: PageQuery): Promise<Page<'deliveries', DeliveryView>> {
    if (!(await this.campaigns.find(id, scope))) throw notFound('campaign');
    const fixed = { list: 'deliveries', campaign: id };
    const found = await this.deliveries.list({ scope, campaignId: id }, pageRequest(query, fixed));
    return pageAnswer('deliveries', found.rows.map(deliveryView), found, { query, fixed });
  }

  private async page(campaign: Campaign, scope: Scope, query: TargetListQuery): Promise<Page<'targets', TargetView>> {
    const fixed = { list: 'targets', campaign: campaign.id, status: query.status, ...repliedOf(query) };
    const found = await this.targets.list(
      {
        scope,
        campaignId: campaign.id,
        ...(query.replied === undefined && { knownTotal: campaign.counts[query.status ?? 'enrolled'] }),
        ...repliedOf(query),
        ...(query.status && { statuses: [query.status] }),
      },
      pageRequest(query, fixed),
    );
    return pageAnswer('targets', await this.presenter.views(found.rows, scope), found, { query, fixed });
  }
}

const repliedOf = ({ replied }: { readonly replied?: boolean }) => (replied === undefined ? {} : { replied });
