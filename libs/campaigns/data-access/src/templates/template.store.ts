import { type MessageTemplate, type TemplateStore } from '@relance/campaigns-domain';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, Schema } from 'mongoose';

export const MESSAGE_TEMPLATES = 'message_templates';
export const TEMPLATE_MODEL = 'MessageTemplate';
/** The day is the key, so that a day is there once in the set; seven documents need no other index. */
export const templateSchema = new Schema(
  { _id: Number },
  { collection: MESSAGE_TEMPLATES, strict: false, versionKey: false },
);

type TemplateDocument = Omit<MessageTemplate, 'dayNumber'> & {
  readonly _id: number;
  /** A removed day stays as a mark, so that seeding does not bring it back. */
  readonly removedAt?: Date | null;
};

/** The default set of messages on MongoDB. */
@Injectable()
export class MongoTemplateStore implements TemplateStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  private get templates() {
    return this.connection.collection<TemplateDocument>(MESSAGE_TEMPLATES);
  }

  async all(): Promise<readonly MessageTemplate[]> {
    const stored = await this.templates.find({ removedAt: null }).sort({ _id: 1 }).toArray();
    return stored.map(toTemplate);
  }

  async find(dayNumber: number): Promise<MessageTemplate | null> {
    const stored = await this.templates.findOne({ _id: dayNumber, removedAt: null });
    return stored ? toTemplate(stored) : null;
  }

  async save({ dayNumber, ...template }: Omit<MessageTemplate, 'updatedAt'>, now: Date): Promise<MessageTemplate> {
    const fields = { ...template, updatedAt: now };
    await this.templates.updateOne({ _id: dayNumber }, { $set: { ...fields, removedAt: null } }, { upsert: true });
    return { ...fields, dayNumber };
  }

  async remove(dayNumber: number): Promise<boolean> {
    const removed = await this.templates.updateOne(
      { _id: dayNumber, removedAt: null },
      { $currentDate: { removedAt: true } },
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

const toTemplate = ({ _id, removedAt: _removedAt, ...template }: TemplateDocument): MessageTemplate => ({
  ...template,
  dayNumber: _id,
});
