import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Clock, type OwnerId } from '@relance/kernel';
import { type Actor, type OwnerSummary, SYSTEM_CLOCK, listOwner, type UserDirectory } from '@relance/platform';
import { Model } from 'mongoose';
import { OWNER_MODEL, type OwnerDocument } from './owner.schema.ts';

/** Owners remembered by this process are not written again while their token says the same. */
const REMEMBERED = 10_000;
/** How exact "last seen" is. */
const SEEN_EVERY_MS = 5 * 60_000;

/** What a token leaves out does not erase what an earlier one said. */
const named = ({ email, name }: OwnerSummary) =>
  Object.fromEntries(Object.entries({ email, name }).filter(([, value]) => value !== null));

@Injectable()
export class MongoUserDirectory implements UserDirectory {
  private readonly seen = new Map<string, string>();
  private readonly introduced = new Map<string, string>();

  constructor(
    @InjectModel(OWNER_MODEL) private readonly ownersSeen: Model<OwnerDocument>,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async remember(owner: OwnerSummary, role: Actor['role'] = 'user'): Promise<void> {
    const isMember = role === 'user';
    const now = this.clock.now();
    const said = JSON.stringify([owner.email, owner.name, isMember, Math.floor(now.getTime() / SEEN_EVERY_MS)]);
    if (this.seen.get(owner.id) === said) return;
    if (this.seen.size >= REMEMBERED) this.seen.clear();
    const stored = await this.ownersSeen.findOneAndUpdate(
      { _id: owner.id },
      {
        $set: { ...named(owner), ...(isMember && { isMember }), seenAt: now },
        $setOnInsert: { ...(!isMember && { isMember }), firstSeenAt: now },
      },
      { upsert: true, returnDocument: 'after' },
    );
    await this.list(stored, now);
    this.seen.set(owner.id, said);
  }

  async introduce(owner: OwnerSummary): Promise<void> {
    const said = JSON.stringify(['introduced', owner.email, owner.name]);
    if (this.introduced.get(owner.id) === said) return;
    if (this.introduced.size >= REMEMBERED) this.introduced.clear();
    const now = this.clock.now();
    const stored = await this.ownersSeen.collection.findOneAndUpdate(
      { _id: owner.id as never },
      { $set: { ...named(owner), isMember: true }, $setOnInsert: { firstSeenAt: now } },
      { upsert: true, returnDocument: 'after' },
    );
    // Written by this class alone, in this shape.
    await this.list(stored as unknown as OwnerDocument, now);
    this.introduced.set(owner.id, said);
  }

  /** An owner that this did not reach (the process died) is listed when next remembered. */
  private async list({ _id: id, name, email, isMember = true, firstSeenAt }: OwnerDocument, now: Date): Promise<void> {
    const facts = { id, name: name ?? null, email: email ?? null, isMember, since: firstSeenAt ?? now };
    await listOwner(this.ownersSeen.db, facts);
  }

  async owners(ids: readonly OwnerId[]): Promise<ReadonlyMap<string, OwnerSummary>> {
    const unknown = new Map<string, OwnerSummary>(ids.map((id) => [id, { id, name: null, email: null }]));
    const found = await this.ownersSeen.find({ _id: { $in: [...new Set<string>(ids)] } }).lean();
    for (const { _id, name, email } of found) unknown.set(_id, { id: _id, name: name ?? null, email: email ?? null });
    return unknown;
  }

  async lastSeen(ids: readonly OwnerId[]): Promise<ReadonlyMap<string, Date>> {
    const found = await this.ownersSeen.find({ _id: { $in: [...new Set<string>(ids)] } }, { seenAt: 1 }).lean();
    return new Map(found.flatMap(({ _id, seenAt }) => (seenAt ? [[_id, seenAt] as const] : [])));
  }
}
