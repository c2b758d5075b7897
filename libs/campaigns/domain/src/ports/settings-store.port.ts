import { type OwnerId } from '@relance/kernel';
import { type OwnerSettings, type SendingPauseReason, type Settings } from '../settings/settings.ts';

export interface SettingsStore {
  /** A pure read: an owner without a stored config gets the defaults. */
  read(ownerId: OwnerId): Promise<OwnerSettings>;
  readMany(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, OwnerSettings>>;
  /** Saves a subset and answers the whole; makes the config when there is none. Clears the engine's pause reason when
   * `sendingPaused` is written. */
  save(ownerId: OwnerId, change: Partial<Settings>, now: Date): Promise<OwnerSettings>;
  /** The engine pauses an owner's sending; false when it was paused already. */
  pauseSending(ownerId: OwnerId, reason: SendingPauseReason): Promise<boolean>;
  /**
   * Before defaults change: every owner seen so far who never changed one of these keeps today's value.
   */
  keepDefaults(keys: readonly (keyof Settings)[]): Promise<void>;
  /** Sets `linkedNumberSince` of a stored or new config, only where nothing is set yet. */
  stampLinkedNumber(ownerId: OwnerId, at: Date): Promise<void>;
}
export const SETTINGS_STORE = Symbol('SettingsStore');
