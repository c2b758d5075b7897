import { type Contact, OPT_OUT_STORE, type OptOutStore, personKeys } from '@relance/campaigns-domain';
import { Inject, Injectable } from '@nestjs/common';
import { contactView, type ContactView } from './contact.view.ts';

/** Contacts as clients see them; who opted out is asked once for all. */
@Injectable()
export class ContactPresenter {
  constructor(@Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore) {}

  async views(contacts: readonly Contact[]): Promise<ContactView[]> {
    if (contacts.length === 0) return [];
    const optedOut = await this.optOuts.optedOut(contacts.flatMap(personKeys));
    return contacts.map((contact) =>
      contactView(
        contact,
        personKeys(contact).some((key) => optedOut.has(key)),
      ),
    );
  }

  async view(contact: Contact): Promise<ContactView> {
    return contactView(contact, await this.optOuts.isOptedOut(personKeys(contact)));
  }
}
