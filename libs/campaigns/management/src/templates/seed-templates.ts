import { defaultTexts, TEMPLATE_STORE, type TemplateStore } from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

/** A new env can send on its first day: days that never had a text get the default one. */
@Injectable()
export class SeedTemplates implements OnApplicationBootstrap {
  constructor(
    @Inject(TEMPLATE_STORE) private readonly templates: TemplateStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.templates.seed(defaultTexts, this.clock.now());
  }
}
