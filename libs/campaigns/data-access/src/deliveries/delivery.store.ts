import {
  type Delivery,
  type DeliveryStore,
  type PageOf,
  type PageRequest,
  type Scope,
} from '@relance/campaigns-domain';
import { type CampaignId, type TargetId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { scopeFilter } from '../scope-filter.ts';
import { idPage } from '../id-page.ts';
import { toDelivery } from './delivery.codec.ts';
import { DELIVERIES, type DeliveryDocument } from './delivery.schema.ts';

/** Deliveries as pages see them; the sending protocol alone writes them. */
@Injectable()
export class MongoDeliveryStore implements DeliveryStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async list(
    query: { readonly scope: Scope; readonly campaignId?: CampaignId; readonly targetId?: TargetId },
    page: PageRequest,
  ): Promise<PageOf<Delivery>> {
    const filter = {
      ...scopeFilter(query.scope),
      ...(query.campaignId && { campaignId: new Types.ObjectId(query.campaignId) }),
      ...(query.targetId && { targetId: new Types.ObjectId(query.targetId) }),
    } as Filter<DeliveryDocument>;
    const { rows, ...rest } = await idPage(this.connection.collection<DeliveryDocument>(DELIVERIES), filter, page);
    return { rows: rows.map(toDelivery), ...rest };
  }
}
