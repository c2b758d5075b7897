import { setImmediate as nextTurn } from 'node:timers/promises';
import { ACCOUNT_STORE, type AccountStore } from '@relance/accounts-domain';
import { LeasedJobs } from '@relance/platform';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

const SLICE = 500;

/** Brings accounts that an earlier version stored up to date at start, in one process at a time; nothing waits for it. */
@Injectable()
export class UpgradeAccounts implements OnApplicationBootstrap {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: Pick<AccountStore, 'upgrade'>,
    private readonly jobs: LeasedJobs,
  ) {}

  onApplicationBootstrap(): void {
    void this.jobs.runLogged('accounts.upgrade', async ({ signal }) => {
      while (!signal.aborted && (await this.accounts.upgrade(SLICE)) > 0) await nextTurn();
    });
  }
}
