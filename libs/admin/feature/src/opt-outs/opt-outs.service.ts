import { Inject, Injectable } from '@nestjs/common';
import {
  CONTACT_STORE,
  type ContactStore,
  EVERY_OWNER,
  type ListedOptOut,
  OPT_OUT_STORE,
  type OptOutQuery,
  type OptOutStore,
  type PageOf,
  type PageRequest,
  saidToOf,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { normalisePhone, phoneProblem } from '@relance/campaigns-management';
import { type Clock, DomainError, maskPhone, ownerId } from '@relance/kernel';
import { AUDIT_WRITER, type Actor, type AuditWriter, PRODUCT_CLOCK, validationFailed } from '@relance/platform';

type By = { readonly actor: Actor; readonly requestId: string; readonly reason: string | null };

/** Opt-outs that hold for every owner: listed, written down by hand, lifted with a reason. */
@Injectable()
export class OptOutsService {
  constructor(
    @Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore,
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  list(query: OptOutQuery, page: PageRequest): Promise<PageOf<ListedOptOut>> {
    return this.optOuts.list(query, page);
  }

  /** Holds by every address that any owner's contact shows the person to have; their live sequences end. Safe to repeat. */
  async add(
    text: string,
    by: By & { readonly reason: string },
  ): Promise<{ readonly optOut: ListedOptOut; readonly isNew: boolean }> {
    const phone = normalisePhone(text, null)?.phone;
    if (phone === undefined) throw validationFailed([{ field: 'phone', ...phoneProblem(text, null) }]);
    const at = this.clock.now();
    const before = await this.optOuts.findByPhone(phone);
    const keys = await this.contacts.addressesOf([phone]);
    const isNew = await this.optOuts.add({
      phone,
      keys,
      source: 'admin',
      ownerId: ownerId(EVERY_OWNER),
      evidence: null,
      at,
      confirmation: 'none',
      reason: by.reason,
    });
    await this.targets.exitByKeys(keys, 'opted_out', at);
    const optOut = await this.optOuts.findByPhone(phone);
    if (!optOut) throw new DomainError('conflict', 'OPT_OUT_LIFTED', 'Somebody else lifted this opt-out just now.');
    if (!before || !isSaidToAll(before)) {
      await this.note('opt_out.add', optOut, by, { before: before && facts(before), after: facts(optOut) });
    }
    return { optOut, isNew };
  }

  /** The whole number, for staff who asked to see it; who looked is written down. */
  async reveal(id: string, by: By): Promise<ListedOptOut> {
    const optOut = await this.known(id);
    await this.note('opt_out.phone_revealed', optOut, by, { before: null, after: null });
    return optOut;
  }

  async lift(id: string, by: By & { readonly reason: string }): Promise<void> {
    const optOut = await this.known(id);
    await this.optOuts.lift(optOut.keys, this.clock.now(), ownerId(EVERY_OWNER));
    await this.note('opt_out.lift', optOut, by, { before: facts(optOut), after: null });
  }

  private async known(id: string): Promise<ListedOptOut> {
    const optOut = await this.optOuts.findListed(id);
    if (!optOut) throw new DomainError('not_found', 'OPT_OUT_NOT_FOUND', 'There is no such opt-out.');
    return optOut;
  }

  private note(
    action: string,
    { id, phone, ownerId: owner }: ListedOptOut,
    { actor, requestId, reason }: By,
    change: { readonly before: Record<string, unknown> | null; readonly after: Record<string, unknown> | null },
  ): Promise<void> {
    return this.audit.append({
      actor,
      action,
      entity: { type: 'opt_out', id, name: maskPhone(phone) },
      ownerId: owner === EVERY_OWNER ? null : owner,
      reason,
      requestId,
      ...change,
    });
  }
}

const isSaidToAll = (optOut: ListedOptOut): boolean => saidToOf(optOut).includes(ownerId(EVERY_OWNER));

const facts = ({ phone, source, evidence, at }: ListedOptOut): Record<string, unknown> => ({
  phone: maskPhone(phone),
  source,
  evidence,
  at: at.toISOString(),
});
