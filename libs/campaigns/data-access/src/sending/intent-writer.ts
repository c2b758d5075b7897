import { type Intent, type IntentOutcome } from '@relance/campaigns-domain';
import { isDuplicateKey, sharedCommitsOf } from '@relance/platform';
import { type Document, type Filter } from 'mongodb';
import { type Connection } from 'mongoose';
import { campaignPart, intentWrites, type Part, reservePart, slotPart, targetPart } from './intent-writes.ts';

/**
 * Everything that must be true at once before a message may leave, in one durable transaction: one command for all parts, and
 * the commit, both shared with what else is to be stored at this moment. The campaign's own document is written only while it is
 * active in the expected epoch: a pause that was acknowledged before can not be overtaken.
 */
export class IntentWriter {
  constructor(private readonly connection: Connection) {}

  async write(intent: Intent, confirm?: () => Promise<boolean>): Promise<IntentOutcome> {
    const { caps, delivery } = intent;
    if (Math.min(caps.daily, caps.campaign, delivery.isCold ? caps.cold : 1) <= 0) return 'cap_reached';
    if (await this.isWritten(intent, confirm)) return 'written';
    return confirm ? 'not_confirmed' : this.whyNot(intent);
  }

  private async isWritten(intent: Intent, confirm: (() => Promise<boolean>) | undefined): Promise<boolean> {
    try {
      const part = { writes: intentWrites(intent), ...(confirm && { confirm }) };
      return (await sharedCommitsOf(this.connection).store(part)) === 'stored';
    } catch (error) {
      // A key in the way is a full day, a later holder of the sender, or this very delivery: whoever wrote it, it is theirs.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** What stands in the way, as it is now; nothing was changed. What stood there for a moment only is looked at afresh. */
  private async whyNot(intent: Intent): Promise<Exclude<IntentOutcome, 'written' | 'not_confirmed'>> {
    if (!(await this.holds(campaignPart(intent)))) return 'campaign_changed';
    if (!(await this.holds(targetPart(intent)))) return 'target_changed';
    if (!(await this.holds(slotPart(intent)))) return 'sender_taken';
    return (await this.holds(reservePart(intent))) ? 'target_changed' : 'cap_reached';
  }

  private async holds<D extends Document>({ to, filter, upsert }: Part<D>): Promise<boolean> {
    const documents = this.connection.collection<D>(to);
    const options = { projection: { _id: 1 } };
    if (await documents.findOne(filter, options)) return true;
    const key = { _id: filter._id } as Filter<D>;
    return upsert === true && (await documents.findOne(key, options)) === null;
  }
}
