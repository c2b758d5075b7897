import {
  CAMPAIGN_STORE,
  type CampaignStore,
  type OwnerSettings,
  type Settings,
  SETTINGS_STORE,
  type SettingsStore,
} from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Caller, Audited } from '../shared/audited.ts';

/** Saves a part of an owner's settings. The first save makes the config and, with it, the default campaign. */
@Injectable()
export class ChangeSettings {
  constructor(
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly audit: Audited,
  ) {}

  async run(caller: Caller, change: Partial<Settings>): Promise<OwnerSettings> {
    const { ownerId } = caller;
    const before = await this.settings.read(ownerId);
    const after = await this.settings.save(ownerId, change, this.clock.now());
    await this.campaigns.ensureDefault(ownerId, this.clock.now());
    const fields = Object.keys(change) as (keyof Settings)[];
    if (fields.length > 0) {
      await this.audit.note(caller, {
        action: 'settings.change',
        ownerId,
        entity: { type: 'settings', id: ownerId, name: null },
        before: pick(before, fields),
        after: pick(after, fields),
      });
    }
    return after;
  }
}

const pick = (settings: Settings, fields: readonly (keyof Settings)[]): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field, settings[field]]));
