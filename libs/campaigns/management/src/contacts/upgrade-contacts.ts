import { CONTACT_STORE, type ContactStore } from '@relance/campaigns-domain';
import { LeasedJobs } from '@relance/platform';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';

const SLICE = 500;

/** Brings contacts that an earlier version stored up to date, in one process at a time; nothing waits for it. */
@Injectable()
export class UpgradeContacts implements OnApplicationBootstrap {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    private readonly jobs: LeasedJobs,
  ) {}

  onApplicationBootstrap(): void {
    void this.jobs.runLogged('contacts.upgrade', async ({ signal }) => {
      while (!signal.aborted && (await this.contacts.upgrade(SLICE)) > 0) await nextTurn();
    });
  }
}
