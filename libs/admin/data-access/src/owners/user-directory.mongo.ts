import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Clock, type OwnerId } from '@relance/kernel';
import { type Actor, type OwnerSummary, SYSTEM_CLOCK, type UserDirectory } from '@relance/platform';
import { Model } from 'mongoose';
import { OWNER_MODEL, type OwnerDocument } from './owner.schema.ts';

/** Owners remembered by this process are not written again while their token says the same. */
const REMEMBERED = 10_000;

@Injectable()
export class MongoUserDirectory implements UserDirectory {
  private readonly seen = new Map<string, string>();

  constructor(
    @InjectModel(OWNER_MODEL) private readonly ownersSeen: Model<OwnerDocument>,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async remember(owner: OwnerSummary, role: Actor['role'] = 'user'): Promise<void> {
    const isMember = role === 'user';
    const said = JSON.stringify([owner.email, owner.name, isMember]);
    if (this.seen.get(owner.id) === said) return;
    if (this.seen.size >= REMEMBERED) this.seen.clear();
    // What a token leaves out does not erase what an earlier one said.
    const known = Object.fromEntries(
      Object.entries({ email: owner.email, name: owner.name }).filter(([, v]) => v !== null),
    );
    const now = this.clock.now();
    await this.ownersSeen.updateOne(
      { _id: owner.id },
      {
        $set: { ...known, ...(isMember && { isMember }), seenAt: now },
        $setOnInsert: { ...(!isMember && { isMember }), firstSeenAt: now },
      },
      { upsert: true },
    );
    this.seen.set(owner.id, said);
  }

  async owners(ids: readonly OwnerId[]): Promise<ReadonlyMap<string, OwnerSummary>> {
    const unknown = new Map<string, OwnerSummary>(ids.map((id) => [id, { id, name: null, email: null }]));
    const found = await this.ownersSeen.find({ _id: { $in: [...new Set<string>(ids)] } }).lean();
    for (const { _id, name, email } of found) unknown.set(_id, { id: _id, name: name ?? null, email: email ?? null });
    return unknown;
  }
}
