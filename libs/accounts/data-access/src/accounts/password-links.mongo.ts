import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type LinkPurpose, type PasswordLinkStore } from '@relance/accounts-domain';
import { type Clock } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';
import { Model, Types } from 'mongoose';
import { PASSWORD_LINK_MODEL, type PasswordLinkDocument } from './account.schema.ts';

@Injectable()
export class MongoPasswordLinks implements PasswordLinkStore {
  constructor(
    @InjectModel(PASSWORD_LINK_MODEL) private readonly links: Model<PasswordLinkDocument>,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async replace(accountId: string, link: Parameters<PasswordLinkStore['replace']>[1]): Promise<void> {
    await this.links.updateOne({ _id: new Types.ObjectId(accountId) }, { $set: link }, { upsert: true });
  }

  async find(tokenHash: string, purpose: LinkPurpose): Promise<string | null> {
    const found = await this.links.findOne({ tokenHash, purpose, expiresAt: { $gt: this.clock.now() } }).lean();
    return found?._id.toHexString() ?? null;
  }
}
