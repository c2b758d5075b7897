import {
  decideTarget,
  type IdentifyOutcome,
  personKeys,
  type SendingChange,
  type Target,
} from '@relance/campaigns-domain';
import { type TargetId } from '@relance/kernel';
import { inTransaction, isDuplicateKey } from '@relance/platform';
import { type Filter } from 'mongodb';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { ChangeWriter } from '../sending/change-writer.ts';
import { toTarget } from './target.codec.ts';
import { TARGETS, type TargetDocument } from './target.schema.ts';

const ATTEMPTS = 5;

/** Live targets that have one of these addresses, of whichever owner or of one; those of earlier versions know only their phone. */
export const liveWith = (keys: readonly string[], ownerId?: string): Filter<TargetDocument> => {
  const live = { isLive: true, ...(ownerId !== undefined && { ownerId }) };
  return {
    $or: [
      { personKeys: { $in: [...keys] }, ...live },
      { phone: { $in: [...keys] }, ...live },
    ],
  } as Filter<TargetDocument>;
};

/**
 * Other targets with one of these addresses that are live, or were ever in this campaign: a handful at most. Asked without an order: the
 * order of ids tempts a database to walk the whole collection for the first one that matches.
 */
export const sameInCampaignOrLive = (
  keys: readonly string[],
  { campaignId, except }: { readonly campaignId: Types.ObjectId; readonly except: Types.ObjectId },
): Filter<TargetDocument> => {
  const _id = { $ne: except };
  return {
    $or: [
      { personKeys: { $in: [...keys] }, isLive: true, _id },
      { phone: { $in: [...keys] }, isLive: true, _id },
      { campaignId, personKeys: { $in: [...keys] }, _id },
      { campaignId, phone: { $in: [...keys] }, _id },
    ],
  } as Filter<TargetDocument>;
};

/** Notes whom a live target's number belongs to; of two targets about one person the one that has sent nothing leaves. */
export class IdentityWriter {
  private readonly changes: ChangeWriter;

  constructor(private readonly connection: Connection) {
    this.changes = new ChangeWriter(connection);
  }

  private get targets() {
    return this.connection.collection<TargetDocument>(TARGETS);
  }

  async identify(id: TargetId, account: Pick<Target, 'waPhone' | 'lid'>, at: Date): Promise<IdentifyOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      const stored = await this.targets.findOne({ _id: new Types.ObjectId(id), isLive: true });
      if (!stored) return { kind: 'gone' };
      const before = toTarget(stored);
      const after = { ...before, ...account, rev: before.rev + 1, updatedAt: at };
      const other = await this.sameInCampaignOrLive(after);
      try {
        if (other === null) {
          if (await this.save({ target: { before, after }, delivery: null, refund: null }, at))
            return { kind: 'identified', target: after };
        } else {
          const isOtherTheLater = hasBegun(before) && !hasBegun(other) && other.status === 'active';
          const [stays, leaves] = isOtherTheLater ? [before, other] : [other, before];
          const left = await this.leave(leaves, stays, at);
          if (left && !isOtherTheLater) return { kind: 'duplicate', of: stays };
        }
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      if (attempt === ATTEMPTS) throw new Error('a target could not be identified: it kept changing');
    }
  }

  private async sameInCampaignOrLive(target: Target): Promise<Target | null> {
    const keys = [...personKeys(target)];
    const _id = new Types.ObjectId(target.id);
    const filter = sameInCampaignOrLive(keys, { campaignId: new Types.ObjectId(target.campaignId), except: _id });
    const found = await inTransaction(this.connection, (session: ClientSession) =>
      this.targets.find(filter, { session }).toArray(),
    );
    const [oldest] = found.sort((a, b) => a._id.toHexString().localeCompare(b._id.toHexString()));
    return oldest ? toTarget(oldest) : null;
  }

  private leave(leaves: Target, stays: Target, at: Date): Promise<boolean> {
    const after = decideTarget(leaves, { type: 'exit', reason: 'duplicate_contact' }, at);
    if (!after) return Promise.resolve(false);
    const marked = { ...after, duplicateOf: stays.contactId };
    return this.save({ target: { before: leaves, after: marked }, delivery: null, refund: null }, at);
  }

  private async save(change: SendingChange, at: Date): Promise<boolean> {
    return (await this.changes.apply([change], at)).missedTargets.length === 0;
  }
}

const hasBegun = ({ days, status }: Target): boolean => days.length > 0 || status !== 'active';
