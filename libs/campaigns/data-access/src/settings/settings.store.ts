import {
  defaultSettings,
  type OwnerSettings,
  type SendingPauseReason,
  type Settings,
  type SettingsStore,
} from '@relance/campaigns-domain';
import { type OwnerId, ownerId } from '@relance/kernel';
import {
  INSTALLATION_SETTINGS,
  type InstallationSettingsReader,
  inTransaction,
  RELANCE_CONFIG,
  type RelanceConfig,
} from '@relance/platform';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, Schema } from 'mongoose';

export const RELANCE_CONFIGS = 'relance_configs';
export const SETTINGS_MODEL = 'RelanceConfig';
/** The owner's id is the key, so there is one config per owner; no other index is needed. */
export const settingsSchema = new Schema(
  { _id: String },
  { collection: RELANCE_CONFIGS, strict: false, versionKey: false },
);

/** Everybody who was seen as an owner, by the directory's store. */
const OWNERS = 'owners';
const KEEP_BATCH = 500;

/** Only what was ever changed is stored: the rest reads as today's defaults. */
export type SettingsDocument = Partial<Settings> & {
  readonly _id: string;
  readonly sendingPauseReason?: SendingPauseReason | null;
  readonly createdAt?: Date;
  readonly updatedAt?: Date;
};

/** Owners' switches, limits and policy on MongoDB. */
@Injectable()
export class MongoSettingsStore implements SettingsStore {
  private readonly ownDefaults: Settings;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(RELANCE_CONFIG) config: Pick<RelanceConfig, 'sendWindow'>,
    @Optional() @Inject(INSTALLATION_SETTINGS) private readonly installation: InstallationSettingsReader | null = null,
  ) {
    this.ownDefaults = defaultSettings(config.sendWindow);
  }

  private get configs() {
    return this.connection.collection<SettingsDocument>(RELANCE_CONFIGS);
  }

  async read(owner: OwnerId): Promise<OwnerSettings> {
    const [stored, defaults] = await Promise.all([this.configs.findOne({ _id: owner }), this.defaults()]);
    return toSettings(defaults, owner, stored);
  }

  /** The settings that a stored config (or none) stands for. */
  async settingsOf(owner: OwnerId, stored: SettingsDocument | null): Promise<OwnerSettings> {
    return toSettings(await this.defaults(), owner, stored);
  }

  async readMany(owners: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, OwnerSettings>> {
    const stored = await this.configs.find({ _id: { $in: [...owners] } }).toArray();
    const defaults = await this.defaults();
    const byOwner = new Map(stored.map((document) => [ownerId(document._id), document]));
    return new Map(owners.map((owner) => [owner, toSettings(defaults, owner, byOwner.get(owner) ?? null)]));
  }

  async save(owner: OwnerId, change: Partial<Settings>, now: Date): Promise<OwnerSettings> {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const stored = await inTransaction(this.connection, (session) =>
      this.configs.findOneAndUpdate(
        { _id: owner },
        {
          $set: { ...given, ...('sendingPaused' in given && { sendingPauseReason: null }), updatedAt: now },
          $setOnInsert: { createdAt: now },
        },
        { upsert: true, returnDocument: 'after', session },
      ),
    );
    return toSettings(await this.defaults(), owner, stored);
  }

  async pauseSending(owner: OwnerId, reason: SendingPauseReason): Promise<boolean> {
    await this.ensure(owner, reason.at);
    const paused = await this.configs.updateOne(
      { _id: owner, sendingPaused: { $ne: true } },
      { $set: { sendingPaused: true, sendingPauseReason: reason, updatedAt: reason.at } },
    );
    return paused.modifiedCount === 1;
  }

  async stampLinkedNumber(owner: OwnerId, at: Date): Promise<void> {
    await this.ensure(owner, at);
    await this.configs.updateOne({ _id: owner, linkedNumberSince: null }, { $set: { linkedNumberSince: at } });
  }

  private async ensure(owner: OwnerId, now: Date): Promise<void> {
    await this.configs.updateOne(
      { _id: owner },
      { $setOnInsert: { createdAt: now, updatedAt: now } },
      { upsert: true },
    );
  }

  async keepDefaults(keys: readonly (keyof Settings)[]): Promise<void> {
    const defaults = await this.defaults();
    // An owner's own value stays, also when it is null.
    const kept = Object.fromEntries(
      keys.map((key) => [
        key,
        { $cond: [{ $eq: [{ $type: `$${key}` }, 'missing'] }, { $literal: defaults[key] ?? null }, `$${key}`] },
      ]),
    );
    if (keys.length === 0) return;
    const keep = (ids: readonly string[]) =>
      this.configs.bulkWrite(
        ids.map((_id) => ({ updateOne: { filter: { _id }, update: [{ $set: kept }], upsert: true } })),
        { ordered: false },
      );
    let batch: string[] = [];
    for await (const { _id } of this.connection
      .collection<{ _id: string }>(OWNERS)
      .find({}, { projection: { _id: 1 } })
      .batchSize(KEEP_BATCH)) {
      batch.push(_id);
      if (batch.length < KEEP_BATCH) continue;
      await keep(batch);
      batch = [];
    }
    if (batch.length > 0) await keep(batch);
  }

  /** The product's defaults, under what the operator decided for new owners. */
  private async defaults(): Promise<Settings> {
    const decided = (await this.installation?.read())?.defaults ?? {};
    return { ...this.ownDefaults, ...decided };
  }
}

function toSettings(defaults: Settings, owner: OwnerId, stored: SettingsDocument | null): OwnerSettings {
  const {
    _id,
    sendingPauseReason = null,
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    ...changed
  } = stored ?? { _id: owner };
  return { ...defaults, ...changed, ownerId: owner, isStored: stored !== null, sendingPauseReason };
}
