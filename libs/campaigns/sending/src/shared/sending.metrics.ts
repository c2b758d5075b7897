import { type DeliveryState } from '@relance/campaigns-domain';
import { METRICS } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';

const latencyBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];

/** What the engine says of itself at /metrics. */
@Injectable()
export class SendingMetrics {
  private readonly deliveries: Counter<'state'>;
  private readonly replies: Counter<'kind'>;
  private readonly sendLatency: Histogram;
  private readonly pauseLatency: Histogram;

  constructor(@Inject(METRICS) registry: Registry) {
    const registers = [registry];
    this.deliveries = new Counter({
      name: 'relance_deliveries_total',
      help: 'Deliveries that entered a state',
      labelNames: ['state'],
      registers,
    });
    this.replies = new Counter({
      name: 'relance_replies_total',
      help: 'Messages that contacts wrote, opt-outs apart',
      labelNames: ['kind'],
      registers,
    });
    this.sendLatency = new Histogram({
      name: 'relance_send_latency_seconds',
      help: 'From the written intent to WhatsApp’s answer',
      buckets: latencyBuckets,
      registers,
    });
    this.pauseLatency = new Histogram({
      name: 'relance_pause_latency_seconds',
      help: 'From a pause to the end of the last message that was under way',
      buckets: latencyBuckets,
      registers,
    });
  }

  delivered(state: DeliveryState): void {
    this.deliveries.inc({ state });
  }

  replied(kind: 'reply' | 'opt_out'): void {
    this.replies.inc({ kind });
  }

  sent(seconds: number): void {
    this.sendLatency.observe(seconds);
  }

  paused(seconds: number): void {
    this.pauseLatency.observe(Math.max(0, seconds));
  }
}
