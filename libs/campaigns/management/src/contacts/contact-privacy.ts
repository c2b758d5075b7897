import {
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  type Delivery,
  DELIVERY_STORE,
  type DeliveryStore,
  EVERY_OWNER,
  heldBy,
  OPT_OUT_STORE,
  type OptOut,
  type OptOutStore,
  personKeys,
  type Target,
  TARGET_STORE,
  type TargetStore,
  withSpellings,
} from '@relance/campaigns-domain';
import { type Clock, type ContactId, DomainError, ownerId as toOwnerId, type OwnerId } from '@relance/kernel';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { notFound, optOutConfirmationId } from '@relance/campaigns-core';
import { Audited, type Caller } from '../shared/audited.ts';

export type PersonData = {
  readonly contact: Contact;
  /** The owner's other contacts about the same person. */
  readonly others: readonly Contact[];
  readonly optOuts: readonly OptOut[];
  readonly targets: readonly { readonly target: Target; readonly deliveries: readonly Delivery[] }[];
};

const TARGETS_MAX = 100;
const DELIVERIES_MAX = 100;

/** What a person may ask for: to be left alone, to be written to again, to be forgotten, to know what is kept. */
@Injectable()
export class ContactPrivacy {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(DELIVERY_STORE) private readonly deliveries: DeliveryStore,
    @Inject(MESSENGER) private readonly messenger: Pick<Messenger, 'forget'>,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly audited: Audited,
  ) {}

  /** Holds for every owner, by every address that anybody's contact shows the person to have; live sequences end. Safe to repeat. */
  async optOut(caller: Caller, id: ContactId, reason: string | null): Promise<Contact> {
    const contact = await this.read(caller.ownerId, id);
    const now = this.clock.now();
    const keys = await this.contacts.addressesOf(await this.addressesOf(contact));
    const said = { source: 'api', ownerId: caller.ownerId, evidence: null, at: now, confirmation: 'none' } as const;
    const isNew = await this.optOuts.add({ phone: contact.phone, keys, ...said });
    const exitedTargets = await this.targets.exitByKeys(keys, 'opted_out', now);
    await this.note(caller, id, {
      action: 'opt_out',
      reason,
      before: { optedOut: !isNew },
      after: { optedOut: true, exitedTargets },
    });
    return this.read(caller.ownerId, id);
  }

  /**
   * Lifts every opt-out of the person, under whichever address it was said, for every owner: when it was said to this owner alone, or
   * an admin asks.
   */
  async optIn(caller: Caller, id: ContactId, reason: string): Promise<Contact> {
    const contact = await this.read(caller.ownerId, id);
    const by = caller.actor.role === 'admin' ? toOwnerId(EVERY_OWNER) : caller.ownerId;
    const keys = [...(await this.addressesOf(contact)), ...contact.formerPhones];
    const outcome = await this.optOuts.lift(keys, this.clock.now(), by);
    if ('held' in outcome) throw notTheirsToLift(outcome.held, by);
    const before = { optedOut: outcome.lifted.length > 0 };
    await this.note(caller, id, { action: 'opt_in', reason, before, after: { optedOut: false } });
    return contact;
  }

  /**
   * Removes whatever the owner keeps of the person, each of the owner's contacts about them. Live sequences end first, so that no
   * message follows a person that is gone.
   */
  async erase(caller: Caller, id: ContactId, reason: string): Promise<number> {
    const contact = await this.read(caller.ownerId, id);
    const now = this.clock.now();
    const { ownerId } = caller;
    const theirs = [contact, ...(await this.samePerson(contact))];
    const keys = theirs.flatMap(personKeys);
    const exitedTargets = await this.targets.exitByKeys(keys, 'manual', now, ownerId);
    const messages = await Promise.all(theirs.map((one) => this.contacts.messageIdsOf(one)));
    const confirmations = keys.map((key) => optOutConfirmationId(ownerId, key));
    await this.messenger.forget(ownerId, [...messages.flat(), ...confirmations]);
    for (const one of theirs) await this.contacts.erase(one, now);
    await this.note(caller, id, { action: 'erase', reason, before: { liveTargets: exitedTargets }, after: null });
    return exitedTargets;
  }

  /** The whole number, for a person who asked to see it; who looked is written down. */
  async revealPhone(caller: Caller, id: ContactId): Promise<string> {
    const { phone } = await this.read(caller.ownerId, id);
    await this.note(caller, id, { action: 'phone_revealed', reason: null, before: null, after: null });
    return phone;
  }

  /** What is kept of a person, whichever of the owner's contacts about them it was begun for. */
  async data(ownerId: OwnerId, id: ContactId): Promise<PersonData> {
    const contact = await this.read(ownerId, id);
    const others = await this.samePerson(contact);
    const theirs = [contact, ...others];
    const scope = { ownerId };
    const page = { page: 1, after: null, sort: '-createdAt' } as const;
    const lists = await Promise.all(
      theirs.map((one) => this.targets.list({ scope, contactId: one.id }, { ...page, limit: TARGETS_MAX })),
    );
    const rows = lists.flatMap((list) => list.rows);
    const targets = await Promise.all(
      rows.map(async (target) => ({
        target,
        deliveries: (await this.deliveries.list({ scope, targetId: target.id }, { ...page, limit: DELIVERIES_MAX }))
          .rows,
      })),
    );
    const keys = theirs.flatMap((one) => [...personKeys(one), ...one.formerPhones]);
    return { contact, others, targets, optOuts: await this.optOuts.find(keys) };
  }

  /** The owner's other contacts about the same person. */
  private async samePerson(contact: Contact): Promise<readonly Contact[]> {
    const theirs = await this.contacts.samePerson(personKeys(contact), contact.ownerId);
    return theirs.filter(({ id }) => id !== contact.id);
  }

  /** Every address of the person that the owner's contacts know, the contact's own first. */
  private async addressesOf(contact: Contact): Promise<readonly string[]> {
    return withSpellings([contact, ...(await this.samePerson(contact))].flatMap(personKeys));
  }

  private async read(ownerId: OwnerId, id: ContactId): Promise<Contact> {
    const contact = await this.contacts.find(id, ownerId);
    if (!contact) throw notFound('contact');
    return contact;
  }

  private note(
    caller: Caller,
    id: ContactId,
    {
      action,
      ...line
    }: {
      action: string;
      reason: string | null;
      before: Record<string, unknown> | null;
      after: Record<string, unknown> | null;
    },
  ): Promise<void> {
    const entity = { type: 'contact', id, name: null };
    return this.audited.note(caller, { action: `contact.${action}`, ownerId: caller.ownerId, entity, ...line });
  }
}

const notTheirsToLift = (held: readonly OptOut[], by: OwnerId): DomainError =>
  new DomainError(
    'conflict',
    'OPT_OUT_HELD',
    'The person asked others too to be left alone, or an administrator entered it. An administrator can lift it.',
    { heldBy: heldBy(held, by) },
  );
