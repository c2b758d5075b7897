import {
  type ByteRange,
  INSTALLATION,
  type Media,
  type MediaOwner,
  type MediaPutOutcome,
  type MediaStore,
  type MediaUsage,
  type MediaUse,
  type NewMedia,
  type PageOf,
  type PageRequest,
} from '@relance/campaigns-domain';
import { documentId, type MediaId } from '@relance/kernel';
import { inTransaction, isDuplicateKey } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession } from 'mongodb';
import { type Connection, mongo, Types } from 'mongoose';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CampaignDocument, CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { idPage } from '../id-page.ts';
import { MESSAGE_TEMPLATES, type TemplateDocument, templateKeyOf } from '../templates/template.store.ts';
import { MEDIA, MEDIA_BUCKET, type MediaDocument } from './media.schema.ts';

/** Usage counts stop here: more is "more than enough to keep the file". */
const USAGE_LIMIT = 10_000;
/** Bytes without facts are the remains of an upload that was interrupted; after this time nobody is still writing them. */
const ORPHAN_AGE_MS = 3_600_000;

/** Files in GridFS: facts in one collection, bytes in another under the same id. */
@Injectable()
export class GridFsMediaStore implements MediaStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  private get media() {
    return this.connection.collection<MediaDocument>(MEDIA);
  }

  private get bucket(): mongo.GridFSBucket {
    const { db } = this.connection;
    if (!db) throw new Error('the database is not connected');
    return new mongo.GridFSBucket(db, { bucketName: MEDIA_BUCKET });
  }

  async put({ content, ...facts }: NewMedia, quotaBytes: number, now: Date): Promise<MediaPutOutcome> {
    const known = await this.known(facts);
    if (known) return { outcome: 'known', media: known };
    const usedBytes = await this.usedBytes(facts.owner);
    if (usedBytes + content.byteLength > quotaBytes) return { outcome: 'quota', usedBytes };
    const _id = new Types.ObjectId();
    // The bytes go first: facts never name a file that is not whole.
    const target = this.bucket.openUploadStreamWithId(_id, facts.hash);
    await pipeline(Readable.from([Buffer.from(content)]), target);
    const document: MediaDocument = { ...facts, _id, bytes: content.byteLength, createdAt: now };
    try {
      await this.media.insertOne(document);
    } catch (error) {
      await this.removeContent(_id);
      const winner = isDuplicateKey(error) ? await this.known(facts) : null;
      if (!winner) throw error;
      return { outcome: 'known', media: winner };
    }
    // Uploads at the same time each saw room: the quota is checked again with all of them in it.
    const usedNow = await this.usedBytes(facts.owner);
    if (usedNow <= quotaBytes) return { outcome: 'stored', media: toMedia(document) };
    await this.media.deleteOne({ _id });
    await this.removeContent(_id);
    return { outcome: 'quota', usedBytes: usedNow - content.byteLength };
  }

  async find(id: MediaId): Promise<Media | null> {
    const stored = await this.media.findOne({ _id: new Types.ObjectId(id) });
    return stored ? toMedia(stored) : null;
  }

  async findMany(ids: readonly MediaId[], readableBy: MediaOwner): Promise<readonly Media[]> {
    if (ids.length === 0) return [];
    const stored = await this.media
      .find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) }, owner: { $in: [readableBy, INSTALLATION] } })
      .toArray();
    const byId = new Map(stored.map((document) => [document._id.toHexString(), toMedia(document)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async list(owner: MediaOwner, page: PageRequest): Promise<PageOf<Media>> {
    const found = await idPage(this.media, { owner }, page);
    return { ...found, rows: found.rows.map(toMedia) };
  }

  read(id: MediaId, range?: ByteRange): AsyncIterable<Uint8Array> {
    const options = range ? { start: range.start, end: range.end + 1 } : {};
    return this.bucket.openDownloadStream(new Types.ObjectId(id), options);
  }

  async readAll(id: MediaId): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.read(id)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  async usage(media: readonly Pick<Media, 'id' | 'owner'>[]): Promise<ReadonlyMap<MediaId, MediaUsage>> {
    const entries = await Promise.all(
      media.map(async ({ id }) => {
        const [campaigns, templates] = await Promise.all([
          this.campaigns.countDocuments({ 'customMessages.mediaIds': id }, { limit: USAGE_LIMIT }),
          this.templates.countDocuments({ mediaIds: id, removedAt: null }, { limit: USAGE_LIMIT }),
        ]);
        return [id, { campaigns, templates }] as const;
      }),
    );
    return new Map(entries);
  }

  uses(id: MediaId, limit: number): Promise<readonly MediaUse[]> {
    return this.usesOf(id, limit);
  }

  async remove(
    id: MediaId,
    owner: MediaOwner,
  ): Promise<{ readonly removed: Media } | { readonly uses: readonly MediaUse[] } | null> {
    const _id = new Types.ObjectId(id);
    const outcome = await inTransaction(this.connection, async (session) => {
      const stored = await this.media.findOneAndDelete({ _id, owner }, { session });
      if (!stored) return null;
      const uses = await this.usesOf(id, 20, session);
      if (uses.length === 0) return { removed: toMedia(stored) };
      await this.media.insertOne(stored, { session });
      return { uses };
    });
    if (outcome && 'removed' in outcome) await this.removeContent(_id);
    return outcome;
  }

  async usedBytes(owner: MediaOwner): Promise<number> {
    const [sum] = await this.media
      .aggregate<{ bytes: number }>([{ $match: { owner } }, { $group: { _id: null, bytes: { $sum: '$bytes' } } }])
      .toArray();
    return sum?.bytes ?? 0;
  }

  /** Removes bytes that no facts name, left behind by an interrupted upload or removal; at most so many files, answers how many. */
  async removeOrphans(realNow: Date, limit = Number.POSITIVE_INFINITY): Promise<number> {
    const before = new Date(realNow.getTime() - ORPHAN_AGE_MS);
    let removed = 0;
    for await (const file of this.bucket.find({ uploadDate: { $lt: before } }, { projection: { _id: 1 } })) {
      if (await this.media.findOne({ _id: file._id }, { projection: { _id: 1 } })) continue;
      await this.removeContent(file._id);
      removed += 1;
      if (removed >= limit) break;
    }
    return removed;
  }

  private get campaigns() {
    return this.connection.collection<CampaignDocument>(CAMPAIGNS);
  }

  private get templates() {
    return this.connection.collection<TemplateDocument>(MESSAGE_TEMPLATES);
  }

  private async known({ owner, hash }: Pick<Media, 'owner' | 'hash'>): Promise<Media | null> {
    const stored = await this.media.findOne({ owner, hash });
    return stored ? toMedia(stored) : null;
  }

  private async usesOf(id: MediaId, limit: number, session?: ClientSession): Promise<readonly MediaUse[]> {
    const options = session ? { session } : {};
    const [campaigns, templates] = [
      await this.campaigns
        .find({ 'customMessages.mediaIds': id }, { ...options, projection: { name: 1 } })
        .limit(limit)
        .toArray(),
      await this.templates
        .find({ mediaIds: id, removedAt: null }, { ...options, projection: { _id: 1 } })
        .limit(limit)
        .toArray(),
    ];
    return [
      ...templates.map(({ _id }): MediaUse => ({ kind: 'template', ...templateKeyOf(_id) })),
      ...campaigns.map(({ _id, name }): MediaUse => ({ kind: 'campaign', id: _id.toHexString(), name })),
    ].slice(0, limit);
  }

  private async removeContent(id: Types.ObjectId): Promise<void> {
    try {
      await this.bucket.delete(id);
    } catch (error) {
      // Gone already: what was wanted.
      if (!(error instanceof mongo.MongoRuntimeError)) throw error;
    }
  }
}

function toMedia({ _id, holds: _holds, ...facts }: MediaDocument): Media {
  return { ...facts, id: documentId<'MediaId'>(_id.toHexString()) };
}
