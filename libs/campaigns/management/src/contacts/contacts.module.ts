import { Module } from '@nestjs/common';
import { ManagementSharedModule } from '../shared/shared.module.ts';
import { ContactPresenter } from './contact.presenter.ts';
import { ContactService } from './contact.service.ts';
import { ContactsController } from './contacts.controller.ts';
import { ConvertContact } from './convert-contact.ts';
import { ContactPrivacy } from './contact-privacy.ts';
import { UpgradeContacts } from './upgrade-contacts.ts';
import { ContactExportController } from './contact-export.controller.ts';
import { ContactImports } from './import/contact-imports.ts';
import { ImportsController } from './import/imports.controller.ts';
import { SyncDirectory } from './directory/sync-directory.ts';
import { RunImport } from './import/run-import.ts';
import { SaveContactRows } from './import/save-contact-rows.ts';

/** The owner's people: kept by hand, in bulk and from files. */
@Module({
  imports: [ManagementSharedModule],
  providers: [
    UpgradeContacts,
    ContactPresenter,
    ContactPrivacy,
    ContactImports,
    RunImport,
    ContactService,
    ConvertContact,
    SaveContactRows,
    SyncDirectory,
  ],
  exports: [
    ContactPresenter,
    ContactPrivacy,
    ContactImports,
    ContactService,
    ConvertContact,
    SaveContactRows,
    SyncDirectory,
  ],
})
export class ContactsModule {}

@Module({
  imports: [ContactsModule, ManagementSharedModule],
  controllers: [ImportsController, ContactExportController, ContactsController],
})
export class ContactsHttpModule {}
