import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '@relance/kernel';
import { type AuditEntry, SYSTEM_CLOCK } from '@relance/platform';
import { LRUCache } from 'lru-cache';
import { Audited, type Caller } from './audited.ts';

/** A page that is looked at again within this time leaves no second line. Real time. */
const QUIET_MS = 15 * 60_000;
const REMEMBERED_MAX = 10_000;

/** What was read, and the thing it was read of; without one, all contacts of the owner. */
export type PhoneAccess = {
  readonly through: 'list' | 'contact' | 'data' | 'export' | 'campaign_export' | 'rejected_rows' | 'test_numbers';
  readonly entity?: AuditEntry['entity'];
};

/**
 * Whoever of the staff reads whole phone numbers of an owner's people is in the audit as `contact.phones_read` (privacy: numbers are
 * masked for staff, and a look behind the mask leaves a trace). Files leave a line each; pages one in a quarter of an hour for the
 * same person, owner and thing. An owner reading their own contacts leaves none.
 */
@Injectable()
export class PhoneAccessLog {
  private readonly lately = new LRUCache<string, number>({ max: REMEMBERED_MAX });

  constructor(
    private readonly audited: Audited,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  async note(caller: Caller, { through, entity }: PhoneAccess): Promise<void> {
    const { actor, ownerId } = caller;
    if (actor.role === 'user') return;
    const of = entity ?? { type: 'contacts', id: ownerId, name: null };
    const isFile = through === 'export' || through === 'campaign_export' || through === 'rejected_rows';
    const key = `${actor.id} ${ownerId} ${through} ${of.id}`;
    const now = this.clock.now().getTime();
    if (!isFile && (this.lately.get(key) ?? 0) > now - QUIET_MS) return;
    await this.audited.note(caller, {
      action: 'contact.phones_read',
      ownerId,
      entity: of,
      before: null,
      after: { through },
    });
    this.lately.set(key, now);
  }
}
