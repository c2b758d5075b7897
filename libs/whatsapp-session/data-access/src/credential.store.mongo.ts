import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type OwnerId } from '@relance/kernel';
import { isDuplicateKey } from '@relance/platform';
import {
  StaleLeaseError,
  type OwnerCredentials,
  type CredentialState,
  type CredentialStore,
} from '@relance/whatsapp-session-domain';
import { type Connection, mongo } from 'mongoose';
import { AcceptedMarks } from './accepted-marks.ts';
import {
  CREDENTIALS,
  INBOUND,
  OUTGOING,
  type OutgoingDocument,
  outgoingId,
  SIGNAL_KEYS,
  type CredentialDocument,
} from './collections.ts';
import { MongoOwnerCredentials } from './owner-credentials.mongo.ts';
import { MasterKeyRefusal, MasterKeyRing } from './encryption/master-key-ring.ts';

/** Injection token of the MasterKeyRing. */
export const MASTER_KEYS = Symbol('MasterKeys');

/** Encrypted credentials: one document an owner with its wrapped data key, one document a Signal key. */
@Injectable()
export class MongoCredentialStore implements CredentialStore {
  private readonly accepted: AcceptedMarks;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(MASTER_KEYS) private readonly ring: MasterKeyRing,
  ) {
    this.accepted = new AcceptedMarks(connection);
  }

  async verify(): Promise<void> {
    const groups = await this.credentials()
      .aggregate<{ _id: string; count: number; owner: string }>([
        { $group: { _id: '$keyId', count: { $sum: 1 }, owner: { $first: '$_id' } } },
      ])
      .toArray();
    for (const { _id: keyId, count, owner } of groups) {
      if (!this.ring.has(keyId)) {
        throw new MasterKeyRefusal(
          `RELANCE_MASTER_KEYS has no key "${keyId}", but ${count} stored WhatsApp session(s) are wrapped with it. ` +
            'Add it again after the newest one; or, to give those sessions up, delete them and let people scan again.',
        );
      }
      const sample = await this.credentials().findOne({ _id: owner });
      if (sample !== null) this.ring.unwrap(owner, wrappedOf(sample));
    }
  }

  async peek(ownerId: OwnerId): Promise<CredentialState> {
    const found = await this.credentials().findOne({ _id: ownerId }, { projection: { registered: 1 } });
    if (found === null) return 'none';
    return found.registered ? 'registered' : 'unregistered';
  }

  async open(ownerId: OwnerId, leaseToken: number): Promise<OwnerCredentials> {
    const document = (await this.claim(ownerId, leaseToken)) ?? (await this.prepare(ownerId, leaseToken));
    const dataKey = this.ring.unwrap(ownerId, wrappedOf(document));
    return new MongoOwnerCredentials(this.connection, { ownerId, dataKey, fence: leaseToken }, this.accepted);
  }

  async delete(ownerId: OwnerId): Promise<void> {
    // The data key goes first: without it nothing of the rest can be read again, whatever happens next.
    await this.credentials().deleteOne({ _id: ownerId });
    await Promise.all([
      this.connection.collection(SIGNAL_KEYS).deleteMany({ ownerId }),
      this.connection.collection(OUTGOING).deleteMany({ ownerId }),
      this.connection.collection(INBOUND).deleteMany({ ownerId }),
    ]);
  }

  async forgetOutgoing(ownerId: OwnerId, messageIds: readonly string[]): Promise<void> {
    const _id = { $in: messageIds.map((id) => outgoingId(ownerId, id)) };
    await this.connection.collection<OutgoingDocument>(OUTGOING).deleteMany({ _id });
  }

  seal(ownerId: OwnerId, purpose: string, plain: string): string {
    return this.ring.seal(ownerId, purpose, plain);
  }

  unseal(ownerId: OwnerId, purpose: string, sealed: string): string | null {
    return this.ring.unseal(ownerId, purpose, sealed);
  }

  /** Raises the fence to this lease; whoever held an older one can write no more. */
  private claim(ownerId: OwnerId, leaseToken: number): Promise<CredentialDocument | null> {
    return this.credentials().findOneAndUpdate(
      { _id: ownerId, fence: { $lte: leaseToken } },
      { $set: { fence: leaseToken } },
      { returnDocument: 'after' },
    );
  }

  private async prepare(ownerId: OwnerId, leaseToken: number): Promise<CredentialDocument> {
    const { keyId, wrapped } = this.ring.wrap(ownerId, this.ring.newDataKey());
    const document: CredentialDocument = {
      _id: ownerId,
      keyId,
      wrappedKey: new mongo.Binary(wrapped),
      creds: null,
      registered: false,
      fence: leaseToken,
      keyWrites: 0,
      updatedAt: new Date(),
    };
    try {
      await this.credentials().insertOne(document);
      return document;
    } catch (error) {
      if (isDuplicateKey(error)) throw new StaleLeaseError();
      throw error;
    }
  }

  private credentials() {
    return this.connection.collection<CredentialDocument>(CREDENTIALS);
  }
}

export const wrappedOf = ({ keyId, wrappedKey }: Pick<CredentialDocument, 'keyId' | 'wrappedKey'>) => ({
  keyId,
  wrapped: Buffer.from(wrappedKey.buffer),
});
