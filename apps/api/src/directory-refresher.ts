import {
  CAMPAIGN_STORE,
  type CampaignStore,
  CONTACT_DIRECTORY,
  type ContactDirectory,
} from '@relance/campaigns-domain';
import { SyncDirectory } from '@relance/campaigns-management';
import { type CampaignId, type OwnerId } from '@relance/kernel';
import { type JobLease, LeasedJobs, LOGGER, RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type Logger } from 'pino';

const EVERY_MS = 60_000;
const PAGE = 200;

/** Takes people of the directory over for campaigns that go on taking people in, once a minute, in one process. */
@Injectable()
export class DirectoryRefresher {
  constructor(
    @Inject(CONTACT_DIRECTORY) private readonly directory: ContactDirectory,
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'roles'>,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly jobs: LeasedJobs,
    private readonly sync: SyncDirectory,
  ) {}

  @Interval(EVERY_MS)
  async refresh(): Promise<void> {
    if (!this.directory.isConfigured || !this.config.roles.worker) return;
    await this.jobs.runLogged('directory.refresh', (lease) => this.run(lease));
  }

  private async run({ signal }: JobLease): Promise<void> {
    for (const ownerId of await this.owners()) {
      if (signal.aborted) return;
      try {
        await this.sync.run(ownerId);
      } catch (error) {
        // What runs goes on with the people it has; the next minute asks again. A directory that is away is not waited for anew for each owner.
        this.logger.warn(
          { event: 'directory.unavailable', ownerId, err: error },
          'directory not read; tried again in a minute',
        );
      }
    }
  }

  private async owners(): Promise<ReadonlySet<OwnerId>> {
    const owners = new Set((await this.campaigns.withOpenEnrolment(PAGE)).map(({ ownerId }) => ownerId));
    for (let after: CampaignId | null = null; ;) {
      const page = await this.campaigns.activeDefaults(after, PAGE);
      page.forEach(({ ownerId }) => owners.add(ownerId));
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) return owners;
    }
  }
}
