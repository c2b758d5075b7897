import {
  type Contact,
  exclusionOf,
  type ExclusionReason,
  onWhatsAppAt,
  OPT_OUT_STORE,
  type OptOutStore,
  hasAddressAmong,
  personKeys,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';

/** A matching contact with the reason that keeps it out; null when it is to be enrolled. */
export type AssessedContact = { readonly contact: Contact; readonly excludedBy: ExclusionReason | null };

/** Says of matching contacts who is to be enrolled: the one rule of preview, estimate and enrolment. */
@Injectable()
export class AudienceEligibility {
  constructor(
    @Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
  ) {}

  /** Two questions for the whole batch, however long it is. */
  async run(contacts: readonly Contact[]): Promise<AssessedContact[]> {
    if (contacts.length === 0) return [];
    const keys = contacts.flatMap(personKeys);
    const [optedOut, live] = await Promise.all([this.optOuts.optedOut(keys), this.targets.liveKeys(keys)]);
    const now = this.clock.now();
    return contacts.map((contact) => ({
      contact,
      excludedBy: exclusionOf({
        ...contact,
        onWhatsApp: onWhatsAppAt(contact, now),
        isOptedOut: hasAddressAmong(contact, optedOut),
        isInLiveSequence: hasAddressAmong(contact, live),
      }),
    }));
  }
}
