import { Module } from '@nestjs/common';
import { ManagementSharedModule } from '../shared/shared.module.ts';
import { ContactPresenter } from './contact.presenter.ts';
import { ContactService } from './contact.service.ts';
import { ContactsController } from './contacts.controller.ts';
import { ConvertContact } from './convert-contact.ts';
import { SaveContactRows } from './import/save-contact-rows.ts';

/** The owner's people: kept by hand, in bulk and from files. */
@Module({
  imports: [ManagementSharedModule],
  controllers: [ContactsController],
  providers: [ContactPresenter, ContactService, ConvertContact, SaveContactRows],
  exports: [SaveContactRows],
})
export class ContactsModule {}
