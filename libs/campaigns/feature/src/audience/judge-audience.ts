import {
  type Contact,
  exclusionOf,
  type ExclusionReason,
  OPT_OUT_STORE,
  type OptOutStore,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { Inject, Injectable } from '@nestjs/common';

/** A matching contact with the reason that keeps it out; null when it is to be enrolled. */
export type Judged = { readonly contact: Contact; readonly excludedBy: ExclusionReason | null };

/** Says of matching contacts who is to be enrolled: the one judge of preview, estimate and enrolment. */
@Injectable()
export class JudgeAudience {
  constructor(
    @Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
  ) {}

  /** Two questions for the whole batch, however long it is. */
  async run(contacts: readonly Contact[]): Promise<Judged[]> {
    if (contacts.length === 0) return [];
    const phones = contacts.map(({ phone }) => phone);
    const [optedOut, live] = await Promise.all([this.optOuts.optedOut(phones), this.targets.livePhones(phones)]);
    return contacts.map((contact) => ({
      contact,
      excludedBy: exclusionOf({
        ...contact,
        isOptedOut: optedOut.has(contact.phone),
        isInLiveSequence: live.has(contact.phone),
      }),
    }));
  }
}
