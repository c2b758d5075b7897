import {
  CONTACT_STORE,
  type ContactStore,
  nextDayDue,
  recipientZone,
  SETTINGS_STORE,
  type SettingsStore,
  type Target,
} from '@relance/campaigns-domain';
import { Inject, Injectable } from '@nestjs/common';

/** When the day that follows falls due, if the target's present day was done with at the given instant. */
export type NextDayAt = (target: Target, doneAt: Date) => Date;

/** When is the next day of these targets due? By the windows of each owner and the zone of each contact. */
@Injectable()
export class NextDayScheduler {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
  ) {}

  /** Asks once for all of them; the answer holds for these targets alone. */
  async of(targets: readonly Target[]): Promise<NextDayAt> {
    if (targets.length === 0) return (_target, doneAt) => doneAt;
    const [contacts, settings] = await Promise.all([
      this.contacts.findMany(
        targets.map(({ contactId }) => contactId),
        'anyOwner',
      ),
      this.settings.readMany([...new Set(targets.map(({ ownerId }) => ownerId))]),
    ]);
    const countryOf = new Map(contacts.map(({ id, country }) => [id, country]));
    return ({ ownerId, contactId, enrolledAt }, doneAt) => {
      const own = settings.get(ownerId);
      if (!own) return doneAt;
      const zone = recipientZone(countryOf.get(contactId) ?? null, own.timeZone);
      return nextDayDue({ leftAt: doneAt, enrolledAt }, own.sendWindows, zone);
    };
  }
}
