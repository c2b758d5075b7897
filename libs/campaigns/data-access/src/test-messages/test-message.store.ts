import {
  CODE_TRIES_MAX,
  type TestMessage,
  type TestMessageState,
  type TestMessageStore,
  type TestNumber,
} from '@relance/campaigns-domain';
import { type OwnerId, ownerId } from '@relance/kernel';
import { isDuplicateKey } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, Schema } from 'mongoose';

export const TEST_MESSAGES = 'test_messages';
export const TEST_MESSAGE_MODEL = 'TestMessage';
export const TEST_NUMBERS = 'test_numbers';
export const TEST_NUMBER_MODEL = 'TestNumber';
const KEPT_S = 3 * 86_400;

/** Owner, day and place are the key: a place is taken once. */
export const testMessageSchema = new Schema(
  { _id: String },
  { collection: TEST_MESSAGES, strict: false, versionKey: false },
);
/** Which ones wait to be sent by the process that holds the owner's session? */
testMessageSchema.index({ ownerId: 1 }, { name: 'queued', partialFilterExpression: { state: 'queued' } });
/** Days that are over need no places. */
testMessageSchema.index({ createdAt: 1 }, { name: 'kept', expireAfterSeconds: KEPT_S });

export const testNumberSchema = new Schema(
  { _id: String },
  { collection: TEST_NUMBERS, strict: false, versionKey: false },
);
/** Which numbers has this owner? */
testNumberSchema.index({ ownerId: 1 }, { name: 'owner' });

type MessageDocument = Omit<TestMessage, 'id'> & { readonly _id: string };
type NumberDocument = TestNumber & {
  readonly _id: string;
  readonly ownerId: string;
  readonly code: { readonly hash: string; readonly until: Date; readonly tries: number } | null;
};

/** Test messages and the numbers they may go to. */
@Injectable()
export class MongoTestMessageStore implements TestMessageStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  private get messages() {
    return this.connection.collection<MessageDocument>(TEST_MESSAGES);
  }

  private get testNumbers() {
    return this.connection.collection<NumberDocument>(TEST_NUMBERS);
  }

  async enqueue(
    message: Pick<TestMessage, 'ownerId' | 'phone' | 'text' | 'mediaIds'>,
    { day, limit }: { readonly day: string; readonly limit: number },
    now: Date,
  ): Promise<TestMessage | null> {
    for (let place = 1; place <= limit; place += 1) {
      const document: MessageDocument = {
        ...message,
        _id: `${message.ownerId}/${day}/${place}`,
        state: 'queued',
        problem: null,
        createdAt: now,
      };
      try {
        await this.messages.insertOne(document);
        return toMessage(document);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
    return null;
  }

  async find(id: string): Promise<TestMessage | null> {
    const stored = await this.messages.findOne({ _id: id });
    return stored ? toMessage(stored) : null;
  }

  async queued(ownerIds: readonly OwnerId[], limit: number): Promise<readonly TestMessage[]> {
    const stored = await this.messages
      .find({ ownerId: { $in: [...ownerIds] }, state: 'queued' })
      .limit(limit)
      .toArray();
    return stored.map(toMessage);
  }

  async begin(id: string): Promise<boolean> {
    const begun = await this.messages.updateOne({ _id: id, state: 'queued' }, { $set: { state: 'sending' } });
    return begun.modifiedCount === 1;
  }

  async finish(id: string, state: TestMessageState, problem: string | null): Promise<void> {
    await this.messages.updateOne({ _id: id }, { $set: { state, problem, text: '', mediaIds: [] } });
  }

  async withdraw(id: string): Promise<boolean> {
    const { deletedCount } = await this.messages.deleteOne({ _id: id, state: 'queued' });
    return deletedCount === 1;
  }

  async count(owner: OwnerId, day: string): Promise<number> {
    const prefix = `${owner}/${day}/`;
    return this.messages.countDocuments({ _id: { $gte: prefix, $lt: `${prefix}\uffff` } });
  }

  async numbers(owner: OwnerId): Promise<readonly TestNumber[]> {
    const stored = await this.testNumbers.find({ ownerId: owner }).sort({ _id: 1 }).toArray();
    return stored.map(({ phone, confirmedAt }) => ({ phone, confirmedAt }));
  }

  async expectCode(
    owner: OwnerId,
    phone: string,
    { hash, until }: { readonly hash: string; readonly until: Date },
  ): Promise<void> {
    await this.testNumbers.updateOne(
      { _id: keyOf(owner, phone) },
      { $set: { ownerId: owner, phone, code: { hash, until, tries: 0 } }, $setOnInsert: { confirmedAt: null } },
      { upsert: true },
    );
  }

  async confirm(owner: OwnerId, phone: string, hash: string, now: Date): Promise<'confirmed' | 'wrong'> {
    const _id = keyOf(owner, phone);
    const open = { _id, 'code.until': { $gt: now }, 'code.tries': { $lt: CODE_TRIES_MAX } };
    // Each try counts before it is looked at, so that trying at the same time gains nothing.
    const tried = await this.testNumbers.findOneAndUpdate(
      open,
      { $inc: { 'code.tries': 1 } },
      { returnDocument: 'after' },
    );
    if (tried?.code?.hash !== hash) return 'wrong';
    const confirmed = await this.testNumbers.updateOne(
      { _id, 'code.hash': hash },
      { $set: { confirmedAt: now, code: null } },
    );
    return confirmed.modifiedCount === 1 ? 'confirmed' : 'wrong';
  }

  async removeNumber(owner: OwnerId, phone: string): Promise<boolean> {
    const { deletedCount } = await this.testNumbers.deleteOne({ _id: keyOf(owner, phone) });
    return deletedCount === 1;
  }
}

const keyOf = (owner: OwnerId, phone: string): string => `${owner}/${phone}`;

const toMessage = ({ _id, ...message }: MessageDocument): TestMessage => ({
  ...message,
  id: _id,
  ownerId: ownerId(message.ownerId),
});
