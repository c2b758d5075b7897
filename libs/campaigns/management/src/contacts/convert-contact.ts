import {
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  personKeys,
  phoneSpellings,
  SETTINGS_STORE,
  type SettingsStore,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type Clock, type ContactId, type OwnerId } from '@relance/kernel';
import { PRODUCT_CLOCK, validationFailed } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '@relance/campaigns-core';
import { normalisePhone, phoneProblem } from './phone.ts';

export type Conversion = { readonly contact: Contact; readonly exitedTargets: number };

/**
 * The person paid: every live sequence of theirs with this owner ends with `paid`, whichever contact it was begun for. Safe to
 * repeat; the first date stays.
 */
@Injectable()
export class ConvertContact {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
  ) {}

  async byId(ownerId: OwnerId, id: ContactId): Promise<Conversion> {
    const now = this.clock.now();
    // Marked first: the gate reads it right before each send, so nothing new leaves while sequences end.
    const contact = await this.contacts.markConverted(id, ownerId, now);
    if (!contact) throw notFound('contact');
    const keys = (await this.contacts.samePerson(personKeys(contact), ownerId)).flatMap(personKeys);
    const exitedTargets = await this.targets.exitByKeys(keys, 'paid', now, ownerId);
    return { contact: (await this.contacts.find(id, ownerId)) ?? contact, exitedTargets };
  }

  /** By the number as the owner wrote it, else by another spelling of it, the account that WhatsApp named, or one that the contact had. */
  async byPhone(ownerId: OwnerId, text: string): Promise<Conversion> {
    const { defaultCountry } = await this.settings.read(ownerId);
    const read = normalisePhone(text, defaultCountry);
    if (!read) throw validationFailed([{ field: 'phone', ...phoneProblem(text, defaultCountry) }]);
    const [other = null] = await this.contacts.findByKeys(phoneSpellings(read.phone), ownerId);
    const contact = (await this.contacts.findByPhone(read.phone, ownerId)) ?? other;
    if (!contact) throw notFound('contact');
    return this.byId(ownerId, contact.id);
  }
}
