import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '@relance/kernel';
import { RELANCE_CONFIG, type RelanceConfig } from '../config/relance-config.ts';
import { PRODUCT_CLOCK } from './clocks.ts';

/** The product's time for timers: how long a real timer must wait for a product instant. */
@Injectable()
export class ProductTime {
  constructor(
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'clockRate'>,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** What the product's clock shows at a real instant, such as an end that WhatsApp names. */
  at(real: Date): Date {
    return new Date(this.clock.now().getTime() + (real.getTime() - Date.now()) * this.config.clockRate);
  }

  /** Real milliseconds until the product's clock shows `until`; 0 when it has passed. */
  realDelayMs(until: Date): number {
    return Math.max(0, Math.ceil((until.getTime() - this.clock.now().getTime()) / this.config.clockRate));
  }
}
