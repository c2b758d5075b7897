import {
  type DayMessage,
  type MessageTemplate,
  type OwnedTemplate,
  type TemplateSet,
  type TemplateStore,
} from '@relance/campaigns-domain';
import { type OwnerId, type Transaction } from '@relance/kernel';
import { Batched, inTransaction } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession } from 'mongodb';
import { type Connection, Schema } from 'mongoose';
import { holdMedia } from '../media/media-holds.ts';

export const MESSAGE_TEMPLATES = 'message_templates';
export const TEMPLATE_MODEL = 'MessageTemplate';
/**
 * The day is the key of the installation's set, owner and day that of an owner's, so that a day is there once in each set and
 * the fourteen that may concern an owner are read by key.
 */
export const templateSchema = new Schema(
  { _id: Schema.Types.Mixed },
  { collection: MESSAGE_TEMPLATES, strict: false, versionKey: false },
);
/** Which days send this file? */
templateSchema.index({ mediaIds: 1 }, { name: 'media' });

/** `3` for the installation's third day, `owner-1/3` for an owner's. */
type TemplateKey = number | string;

export type TemplateDocument = Omit<MessageTemplate, 'dayNumber'> & {
  readonly _id: TemplateKey;
  readonly ownerId?: string;
  /** A removed day of the installation stays as a mark, so that seeding does not bring it back. */
  readonly removedAt?: Date | null;
};

type Beside = (transaction: Transaction) => Promise<void>;

/** Owners whose sets are read together. */
const OWNERS_MAX = 50;
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const keyIn = (set: TemplateSet, day: number): TemplateKey => (set === 'installation' ? day : `${set.ownerId}/${day}`);

/** The day and the kind of set of a key. */
export const templateKeyOf = (key: TemplateKey): { day: number; set: 'owner' | 'installation' } =>
  typeof key === 'number'
    ? { day: key, set: 'installation' }
    : { day: Number(key.slice(key.lastIndexOf('/') + 1)), set: 'owner' };

/** The installation's messages and the owners' own ones on MongoDB. */
@Injectable()
export class MongoTemplateStore implements TemplateStore {
  /** What several senders read at the same moment is one question. */
  private readonly sets = new Batched((owners: readonly OwnerId[]) => this.ofOwners(owners), { max: OWNERS_MAX });

  constructor(@InjectConnection() private readonly connection: Connection) {}

  private get templates() {
    return this.connection.collection<TemplateDocument>(MESSAGE_TEMPLATES);
  }

  async all(): Promise<readonly MessageTemplate[]> {
    const stored = await this.templates
      .find({ _id: { $in: [...DAYS] }, removedAt: null })
      .sort({ _id: 1 })
      .toArray();
    return stored.map(toTemplate);
  }

  ofOwner(ownerId: OwnerId): Promise<readonly OwnedTemplate[]> {
    return this.sets.ask(ownerId);
  }

  private async ofOwners(owners: readonly OwnerId[]): Promise<readonly (readonly OwnedTemplate[])[]> {
    const sets: readonly TemplateSet[] = ['installation', ...[...new Set(owners)].map((ownerId) => ({ ownerId }))];
    const keys = sets.flatMap((set) => DAYS.map((day) => keyIn(set, day)));
    const stored = await this.templates.find({ _id: { $in: keys }, removedAt: null }).toArray();
    const byKey = new Map(stored.map((document) => [document._id, document]));
    return owners.map((ownerId) =>
      DAYS.flatMap((day): OwnedTemplate[] => {
        const own = byKey.get(keyIn({ ownerId }, day));
        if (own) return [{ ...toTemplate(own), source: 'owner' }];
        const common = byKey.get(day);
        return common ? [{ ...toTemplate(common), source: 'installation' }] : [];
      }),
    );
  }

  async find(dayNumber: number): Promise<MessageTemplate | null> {
    const stored = await this.templates.findOne({ _id: dayNumber, removedAt: null });
    return stored ? toTemplate(stored) : null;
  }

  async save(
    set: TemplateSet,
    { dayNumber, ...template }: DayMessage & { readonly active: boolean },
    now: Date,
    beside?: Beside,
  ): Promise<MessageTemplate> {
    const fields = { ...template, updatedAt: now };
    const owner = set === 'installation' ? {} : { ownerId: set.ownerId };
    await inTransaction(this.connection, async (session) => {
      await this.templates.updateOne(
        { _id: keyIn(set, dayNumber) },
        { $set: { ...fields, ...owner, removedAt: null } },
        { upsert: true, session },
      );
      await holdMedia(this.connection, [{ field: 'mediaIds', mediaIds: template.mediaIds }], session);
      await beside?.(session);
    });
    return { ...fields, dayNumber };
  }

  remove(set: TemplateSet, dayNumber: number, beside?: Beside): Promise<boolean> {
    const _id = keyIn(set, dayNumber);
    return inTransaction(this.connection, async (session) => {
      const isRemoved = set === 'installation' ? await this.mark(_id, session) : await this.drop(_id, session);
      if (isRemoved) await beside?.(session);
      return isRemoved;
    });
  }

  private async drop(_id: TemplateKey, session: ClientSession): Promise<boolean> {
    return (await this.templates.deleteOne({ _id }, { session })).deletedCount === 1;
  }

  private async mark(_id: TemplateKey, session: ClientSession): Promise<boolean> {
    const removed = await this.templates.updateOne(
      { _id, removedAt: null },
      { $currentDate: { removedAt: true }, $set: { mediaIds: [] } },
      { session },
    );
    return removed.matchedCount === 1;
  }

  async seed(templates: readonly Omit<MessageTemplate, 'updatedAt'>[], now: Date): Promise<void> {
    await this.templates.bulkWrite(
      templates.map(({ dayNumber, ...template }) => ({
        updateOne: {
          filter: { _id: dayNumber },
          update: { $setOnInsert: { ...template, updatedAt: now } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }
}

const toTemplate = ({
  _id,
  removedAt: _removedAt,
  ownerId: _ownerId,
  ...template
}: TemplateDocument): MessageTemplate => ({
  ...template,
  dayNumber: templateKeyOf(_id).day,
});
