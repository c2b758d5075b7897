import { OPT_OUT_STORE, type OptOutStore, TARGET_STORE, type TargetStore } from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { type LidLearnt } from '@relance/messaging';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';

/**
 * WhatsApp told that a LID and a phone are one person: an opt-out that was said under one of them holds for the other too, and
 * ends what runs there. Safe to repeat.
 */
@Injectable()
export class ExtendOptOuts {
  constructor(
    @Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
  ) {}

  async run({ ownerId, lid, phone }: LidLearnt): Promise<void> {
    const keys = [lid, phone];
    const said = (await this.optOuts.isOptedOut([lid])) ? lid : (await this.optOuts.isOptedOut([phone])) ? phone : null;
    if (said === null) return;
    const at = this.clock.now();
    await this.optOuts.add({ phone: said, keys, ownerId, source: 'reply', evidence: null, at, confirmation: 'none' });
    await this.targets.exitByKeys(keys, 'opted_out', at);
  }
}
