import {
  CAMPAIGN_STORE,
  type CampaignStore,
  CONTACT_STORE,
  type ContactStore,
  type Settings,
  SETTINGS_STORE,
  type SettingsStore,
  type Weekday,
} from '@relance/campaigns-domain';
import { type CampaignId, type Clock, type OwnerId, ownerId } from '@relance/kernel';
import {
  LeasedJobs,
  LOGGER,
  PRODUCT_CLOCK,
  RELANCE_CONFIG,
  type RelanceConfig,
  USER_DIRECTORY,
  type UserDirectory,
} from '@relance/platform';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Logger } from 'pino';
import { CampaignTransitions } from '@relance/campaigns-core';
import { SaveContactRows, CampaignDrafts } from '@relance/campaigns-management';

import { type DemoAct, demoOwners, demoCampaigns } from './demo-campaigns.ts';
import { demoPeople } from './demo-people.ts';

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const BY = 'demo';

/** Wide open, so that a week that lasts a minute is not spent waiting. */
const demoSettings: Partial<Settings> = {
  pacingProfile: 'test',
  sendWindows: [{ days: everyDay, from: '00:00', to: '00:00' }],
  maxMessagesPerDay: 100,
  coldContactsPerDay: 100,
  warmUp: [],
  allowSimultaneousCampaigns: true,
};

/** With RELANCE_DEMO and an empty database: three owners with contacts and campaigns. Never touches anything else. */
@Injectable()
export class SeedDemo implements OnApplicationBootstrap {
  constructor(
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'demo'>,
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(USER_DIRECTORY) private readonly directory: UserDirectory,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly jobs: LeasedJobs,
    private readonly write: CampaignDrafts,
    private readonly transitions: CampaignTransitions,
    private readonly rows: SaveContactRows,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.demo) return;
    await this.jobs.run('demo-seed', async () => {
      if (await this.isEmpty()) await this.seed();
    });
  }

  private async isEmpty(): Promise<boolean> {
    const matrix = await this.campaigns.statusMatrix();
    if (Object.values(matrix).some((byType) => byType.default + byType.filtered > 0)) return false;
    const page = { limit: 1, page: 1, after: null, sort: '-createdAt' } as const;
    const lists = demoOwners.map(({ id }) => this.contacts.list({ ownerId: ownerId(id) }, page));
    return (await Promise.all(lists)).every(({ total }) => total === 0);
  }

  private async seed(): Promise<void> {
    const people = demoPeople(this.clock.now());
    for (const { id, name, email, settings } of demoOwners) {
      const owner = ownerId(id);
      await this.directory.remember({ id, name, email });
      await this.settings.save(owner, { ...demoSettings, ...settings }, this.clock.now());
      const rows = people[id].map((value, place) => ({ place, value }));
      const { rejected } = await this.rows.run(owner, rows, { upsert: false });
      if (rejected.length > 0) throw new Error(`the demo's people are not right: ${JSON.stringify(rejected)}`);
      await this.campaigns.ensureDefault(owner, this.clock.now());
      await this.play(owner, demoCampaigns(this.clock.now())[id]);
      this.logger.info(
        { event: 'demo.owner_seeded', ownerId: id, contacts: rows.length },
        'demo data created for an owner',
      );
    }
  }

  private async play(owner: OwnerId, acts: readonly DemoAct[]): Promise<void> {
    for (const { body, then } of acts) {
      const { id } = await this.write.create(owner, body);
      for (const step of then) await this.step(id, owner, step);
    }
  }

  private async step(id: CampaignId, owner: OwnerId, step: DemoAct['then'][number]): Promise<void> {
    const scope = { ownerId: owner };
    if (step === 'start') await this.transitions.apply(id, scope, { type: 'start', by: BY });
    else if (step === 'pause')
      await this.transitions.apply(id, scope, { type: 'pause', by: BY, note: 'Back after the holidays' });
    else await this.transitions.apply(id, scope, { type: 'cancel', by: BY, note: 'Only a try' });
  }
}
