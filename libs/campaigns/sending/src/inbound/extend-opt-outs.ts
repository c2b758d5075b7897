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

  async run({ lid, phone }: LidLearnt): Promise<void> {
    const keys = [lid, phone];
    const isOptedOut = (await this.optOuts.extend(lid, keys)) || (await this.optOuts.extend(phone, keys));
    if (isOptedOut) await this.targets.exitByKeys(keys, 'opted_out', this.clock.now());
  }
}
