import {
  type Contact,
  OPT_OUT_STORE,
  type OptOutStore,
  type PersonAddresses,
  personKeys,
} from '@relance/campaigns-domain';
import { Inject, Injectable } from '@nestjs/common';
import { contactView, type ContactView } from './contact.view.ts';

/** Contacts as clients see them; who opted out is asked once for all. */
@Injectable()
export class ContactPresenter {
  constructor(@Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore) {}

  async views(contacts: readonly Contact[]): Promise<ContactView[]> {
    const optedOut = await this.optedOut(contacts);
    return contacts.map((contact, index) => contactView(contact, optedOut[index] ?? false));
  }

  /** Which of them want no messages, in their order. */
  async optedOut(contacts: readonly PersonAddresses[]): Promise<readonly boolean[]> {
    if (contacts.length === 0) return [];
    const keys = contacts.map(personKeys);
    const optedOut = await this.optOuts.optedOut(keys.flat());
    return keys.map((theirs) => theirs.some((key) => optedOut.has(key)));
  }

  async view(contact: Contact): Promise<ContactView> {
    return contactView(contact, await this.optOuts.isOptedOut(personKeys(contact)));
  }
}
