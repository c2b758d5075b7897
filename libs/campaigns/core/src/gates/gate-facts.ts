import {
  addDays,
  type CalendarDay,
  type Campaign,
  type Contact,
  dailyCap,
  defaultPauseSource,
  type Entitlement,
  ENTITLEMENT_READER,
  type EntitlementReader,
  GATE_STORE,
  type GateFacts,
  type GatePerson,
  type GateStore,
  OPT_OUT_STORE,
  type OptOutStore,
  type OwnerSettings,
  personKeys,
  recipientZone,
  type SenderDay,
  senderDay,
  type SenderState,
  startOfLocalDay,
  type Target,
} from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { MESSENGER, type Messenger, type Sender } from '@relance/messaging';
import { INSTALLATION_SETTINGS, type InstallationSettingsReader } from '@relance/platform';
import { Inject, Injectable, Optional } from '@nestjs/common';

/** What holds for all messages of a sender at one moment. */
export type SenderFacts = {
  readonly ownerId: OwnerId;
  readonly settings: OwnerSettings;
  readonly state: SenderState;
  /** The owner's local day and what was used of it. */
  readonly today: string;
  readonly day: SenderDay;
  readonly dailyCap: number;
  readonly dayEndsAt: Date;
  /** The default campaign rests while a filtered one runs. */
  readonly isDefaultSuspended: boolean;
  /** What it may draw from, by priority, then age. */
  readonly active: readonly Campaign[];
  readonly sender: Sender | null;
  readonly entitlement: Entitlement;
  readonly undeliveredDaysLimit: number;
};

/** What holds for one person in one campaign at one moment. */
export type PersonFacts = {
  readonly target: Target;
  readonly contact: Contact | null;
  readonly isOptedOut: boolean;
};

/** Reads what the gates ask about; the same for sending and for "why not sent yet?". */
@Injectable()
export class GateFactsReader {
  constructor(
    @Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore,
    @Inject(GATE_STORE) private readonly gates: GateStore,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(INSTALLATION_SETTINGS) private readonly installation: InstallationSettingsReader,
    @Optional() @Inject(ENTITLEMENT_READER) private readonly entitlements: EntitlementReader | null = null,
  ) {}

  /**
   * About the sender, and in the same command about those that are likely to be next, answered in their order. `soon`: a transaction
   * waits for the answer.
   */
  async ofSender(
    ownerId: OwnerId,
    now: Date,
    likely: readonly Target[],
    options?: { readonly soon?: boolean },
  ): Promise<{ readonly sender: SenderFacts; readonly people: readonly PersonFacts[] }> {
    const [answer, { limits }, entitlement] = await Promise.all([
      this.gates.read(
        {
          ownerId,
          days: daysAnywhere(now),
          people: likely.map((target) => ({ contactId: target.contactId, keys: personKeys(target) })),
        },
        options,
      ),
      this.installation.read(),
      this.entitlements?.read(ownerId) ?? ('entitled' as const),
    ]);
    const { settings, state, running, dayOf } = answer;
    const today = senderDay(now, settings.timeZone);
    const sender = {
      ownerId,
      settings,
      state,
      today,
      day: dayOf(today),
      dailyCap: dailyCap(settings, now),
      dayEndsAt: startOfLocalDay(addDays(today, 1), settings.timeZone),
      isDefaultSuspended: isSuspended(settings, running.filter(({ type }) => type === 'filtered').length),
      active: running.filter(({ status }) => status === 'active'),
      sender: this.messenger.sender(ownerId),
      entitlement,
      undeliveredDaysLimit: limits.undeliveredDaysLimit,
    };
    const people = await Promise.all(
      likely.map((target, index) =>
        this.withLearnt(target, answer.people[index] ?? { contact: null, isOptedOut: false }),
      ),
    );
    return { sender, people };
  }

  async ofPerson(target: Target): Promise<PersonFacts> {
    const { ownerId, contactId } = target;
    return this.withLearnt(target, await this.gates.findPerson(ownerId, { contactId, keys: personKeys(target) }));
  }

  /** An account that was learnt since the enrolment may belong to somebody who said STOP under it. */
  private async withLearnt(target: Target, { contact, isOptedOut }: GatePerson): Promise<PersonFacts> {
    const known = personKeys(target);
    const learnt = contact ? personKeys(contact).filter((key) => !known.includes(key)) : [];
    return {
      target,
      contact,
      isOptedOut: isOptedOut || (learnt.length > 0 && (await this.optOuts.isOptedOut(learnt))),
    };
  }
}

/** Sums up what was read as the gates want it. */
export function gateFacts(sender: SenderFacts, campaign: Campaign, person: PersonFacts): GateFacts {
  const { settings, state, day, dailyCap: cap, dayEndsAt } = sender;
  return {
    ...person,
    campaign,
    isSuspended: campaign.type === 'default' && sender.isDefaultSuspended,
    settings,
    zone: recipientZone(person.contact?.country ?? null, settings.timeZone),
    day,
    usedByCampaign: day.byCampaign[campaign.id] ?? 0,
    dailyCap: cap,
    dayEndsAt,
    state,
    sender: sender.sender,
    entitlement: sender.entitlement,
    undeliveredDaysLimit: sender.undeliveredDaysLimit,
  };
}

/** The calendar days that it can be now, in whichever zone. */
function daysAnywhere(now: Date): readonly CalendarDay[] {
  const utc = senderDay(now, 'UTC');
  return [addDays(utc, -1), utc, addDays(utc, 1)];
}

const isSuspended = (settings: OwnerSettings, runningFiltered: number): boolean =>
  defaultPauseSource({
    isPausedByOwner: false,
    allowsSimultaneous: settings.allowSimultaneousCampaigns,
    runningFiltered,
  }) === 'campaign';
