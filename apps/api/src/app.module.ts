import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AccountsMongoModule } from '@relance/accounts-data-access';
import { AccountsHttpModule, AccountsModule } from '@relance/accounts-feature';
import { AdminMongoModule } from '@relance/admin-data-access';
import { AdminHttpModule, AdminModule } from '@relance/admin-feature';
import { contactFileReader } from '@relance/campaigns-contact-files';
import { CampaignsMongoModule } from '@relance/campaigns-data-access';
import { CampaignPortsModule, OwnerSettingsModule } from '@relance/campaigns-core';
import { CampaignsManagementHttpModule, CampaignsManagementModule } from '@relance/campaigns-management';
import { CampaignsSendingModule } from '@relance/campaigns-sending';
import { IdempotencyModule, MongoModule, PlatformModule, type RelanceConfig } from '@relance/platform';
import { createBaileysTransport } from '@relance/whatsapp-session-baileys';
import { WhatsAppSessionMongoModule } from '@relance/whatsapp-session-data-access';
import { WhatsAppSessionHttpModule, WhatsAppSessionModule } from '@relance/whatsapp-session-feature';
import { WebhooksMongoModule } from '@relance/webhooks-data-access';
import { WebhooksHttpModule, WebhooksModule } from '@relance/webhooks-feature';
import { type Logger } from 'pino';
import { ExternalServicesModule } from './external-services.module.ts';
import { MailModule } from './mail.module.ts';

export type AppOptions = {
  readonly config: RelanceConfig;
  readonly logger: Logger;
  readonly mongoUri: string;
  /** Prints a line for the person who starts the product. */
  readonly announce: (line: string) => void;
};

/** The whole product: the kit, the database, and the modules, each told what it stands on; routes in the api role, sending in the worker's. */
@Module({})
export class AppModule {
  static on({ config, logger, mongoUri, announce }: AppOptions, extra: readonly Type[] = []): DynamicModule {
    const settings = OwnerSettingsModule.on({ stores: CampaignsMongoModule });
    const sessions = WhatsAppSessionModule.on({
      stores: WhatsAppSessionMongoModule,
      ownerSettings: settings,
      transport: ({ whatsapp }, log) => createBaileysTransport({ ...whatsapp, log }),
    });
    const campaigns = CampaignPortsModule.on({
      contactFiles: contactFileReader,
      stores: CampaignsMongoModule,
      messenger: sessions,
    });
    const admin = AdminModule.on({ stores: AdminMongoModule, sessions });
    const accounts = AccountsModule.on({ stores: AccountsMongoModule, announce });
    const webhooks = WebhooksModule.on({ stores: WebhooksMongoModule });
    const routes = [
      WhatsAppSessionHttpModule.on(sessions),
      AccountsHttpModule.on(accounts),
      CampaignsManagementHttpModule,
      AdminHttpModule.on(admin),
      WebhooksHttpModule.on(webhooks),
    ];
    return {
      module: AppModule,
      imports: [
        PlatformModule.on(config, logger),
        MongoModule.on(mongoUri),
        IdempotencyModule,
        MailModule,
        ExternalServicesModule,
        settings,
        sessions,
        campaigns,
        accounts,
        CampaignsManagementModule,
        ...(config.roles.worker ? [CampaignsSendingModule] : []),
        ...extra,
        admin,
        webhooks,
        ...(config.roles.api ? routes : []),
      ],
    };
  }
}
