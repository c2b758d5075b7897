import { Inject, Injectable } from '@nestjs/common';
import { METRICS } from '@relance/platform';
import {
  isFailure,
  SESSION_STATES,
  SESSION_STORE,
  type CloseRecord,
  type SessionStore,
} from '@relance/whatsapp-session-domain';
import { Counter, Gauge, type Registry } from 'prom-client';

/** whatsapp_session_failures_total{code,cause}, whatsapp_sessions{state} and whatsapp_leases_held. */
@Injectable()
export class SessionMetrics {
  private readonly failures: Counter<'code' | 'cause'>;
  private readonly leases: Gauge;
  private readonly deferred: Counter;

  constructor(@Inject(METRICS) registry: Registry, @Inject(SESSION_STORE) store: SessionStore) {
    this.failures = new Counter({
      name: 'whatsapp_session_failures_total',
      help: 'Connections to WhatsApp that were lost or refused',
      labelNames: ['code', 'cause'],
      registers: [registry],
    });
    this.deferred = new Counter({
      name: 'whatsapp_inbound_deferred_total',
      help: 'Inbound messages left in the journal because too many waited in memory',
      registers: [registry],
    });
    this.leases = new Gauge({
      name: 'whatsapp_leases_held',
      help: 'Sessions whose lease this process holds',
      registers: [registry],
    });
    const states = new Gauge({
      name: 'whatsapp_sessions',
      help: 'Sessions by state, of all processes',
      labelNames: ['state'],
      registers: [registry],
      async collect() {
        const counts = await store.anyOwnerCountByState().catch(() => null);
        for (const state of SESSION_STATES) if (counts !== null) states.set({ state }, counts.get(state) ?? 0);
      },
    });
  }

  closed({ code, cause }: CloseRecord): void {
    if (isFailure(cause)) this.failures.inc({ code: code ?? 'none', cause });
  }

  held(count: number): void {
    this.leases.set(count);
  }

  inboundDeferred(): void {
    this.deferred.inc();
  }
}
