import { Global, Module } from '@nestjs/common';
import { CONTACT_DIRECTORY, ENTITLEMENT_READER } from '@relance/campaigns-domain';
import { HttpContactDirectory, HttpEntitlementReader } from '@relance/campaigns-external';
import { CampaignsManagementModule } from '@relance/campaigns-management';
import { LOGGER, RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { type Logger } from 'pino';
import { DirectoryRefresher } from './directory-refresher.ts';

const services = [
  {
    provide: CONTACT_DIRECTORY,
    inject: [RELANCE_CONFIG],
    useFactory: ({ directoryUrl, serviceToken }: RelanceConfig) =>
      new HttpContactDirectory({ url: directoryUrl, token: serviceToken }),
  },
  {
    provide: ENTITLEMENT_READER,
    inject: [RELANCE_CONFIG, LOGGER],
    useFactory: ({ entitlementUrl, serviceToken }: RelanceConfig, logger: Logger) =>
      new HttpEntitlementReader({
        url: entitlementUrl,
        token: serviceToken,
        onOutage: (ownerId, error) =>
          logger.warn(
            { event: 'entitlement.unavailable', ownerId, err: error },
            'the entitlement service does not answer; the owner’s messages wait',
          ),
      }),
  },
];

/** The installation's own servers: where contacts come from, and who may have messages sent. */
@Global()
@Module({ imports: [CampaignsManagementModule], providers: [...services, DirectoryRefresher], exports: services })
export class ExternalServicesModule {}
