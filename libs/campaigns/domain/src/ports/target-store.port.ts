import { type CampaignId, type ContactId, type OwnerId, type TargetId } from '@relance/kernel';
import { type EnrolmentProgress } from '../campaign/campaign.ts';
import { type Language } from '../contact/contact.ts';
import { type ExitReason } from '../target/exit-reason.ts';
import { type Target, type TargetStatus } from '../target/target.ts';
import { type PageOf, type PageRequest, type Scope } from './paging.ts';

export type EnrolledPerson = {
  readonly contactId: ContactId;
  readonly phone: string;
  readonly waPhone: string | null;
  readonly lid: string | null;
  readonly language: Language;
};

export type Enrolment = {
  readonly campaignId: CampaignId;
  readonly ownerId: OwnerId;
  /** At most 1,000; each contact once. */
  readonly people: readonly EnrolledPerson[];
  /** When they join; day 1 is due at once (the engine puts it off to the window and the cap). */
  readonly at: Date;
  /** The campaign never holds more people than this. */
  readonly limit?: number;
  /** Saved with the targets: how far the audience has been assessed; written only over the cursor it was decided on. */
  readonly progress?: { readonly from: EnrolmentProgress; readonly to: EnrolmentProgress };
};

export type EnrolmentOutcome = {
  readonly enrolled: number;
  /** The same person was enrolled in this campaign before, by whichever of their addresses. */
  readonly duplicates: number;
  /** Live in another campaign, of whichever owner. */
  readonly liveElsewhere: number;
  /** Left out because the campaign is full. */
  readonly overLimit: number;
  /** `inactive`: the campaign is not active any more. `overtaken`: another process went on meanwhile. Nothing was written then. */
  readonly state: 'written' | 'inactive' | 'overtaken';
};

export type IdentifyOutcome =
  | { readonly kind: 'identified'; readonly target: Target }
  | { readonly kind: 'duplicate'; readonly of: Pick<Target, 'id' | 'contactId' | 'campaignId'> }
  /** Not there, or not live any more. */
  | { readonly kind: 'gone' };

export type TargetQuery = {
  readonly scope: Scope;
  readonly campaignId?: CampaignId;
  readonly contactId?: ContactId;
  /** One of these; absent: any. */
  readonly statuses?: readonly TargetStatus[];
  /** Who wrote back, or who did not; absent: any. */
  readonly replied?: boolean;
  /** When a counter knows how many there are, nobody has to count. */
  readonly knownTotal?: number;
};

/** Targets as everybody but the sending protocol sees them. Every change moves the campaign's counters with it. */
export interface TargetStore {
  /** One transaction: targets, counters, progress. Safe to repeat. */
  enrol(enrolment: Enrolment): Promise<EnrolmentOutcome>;
  /** One slice of a campaign's live targets leaves. `isDone`: none is left. */
  exitLive(
    campaignId: CampaignId,
    reason: ExitReason,
    slice: { readonly at: Date; readonly limit: number },
  ): Promise<{ readonly exited: number; readonly isDone: boolean }>;
  /** All live targets of an owner's contact leave; how many. */
  exitPerson(
    person: { readonly ownerId: OwnerId; readonly contactId: ContactId },
    reason: ExitReason,
    at: Date,
  ): Promise<number>;
  /** All live targets of a person leave, in whichever campaign of this owner (default: of whichever); how many. */
  exitByKeys(keys: readonly string[], reason: ExitReason, at: Date, ownerId?: OwnerId): Promise<number>;
  /**
   * A person wrote to an owner: notes it in the person's live targets of that owner (those of campaigns that stop at a reply leave),
   * or else in the one that ended last. Targets that began after `at` are not meant. How many left.
   */
  noteReply(
    person: { readonly ownerId: OwnerId; readonly keys: readonly string[] },
    at: Date,
    now: Date,
  ): Promise<number>;
  /** The addresses of the people with one of these whom this owner ever enrolled; none when there is nobody. */
  addressesEnrolled(ownerId: OwnerId, keys: readonly string[]): Promise<readonly string[]>;
  /** Removes one slice of a campaign's targets and their deliveries; how many targets, 0 when none was left. */
  removeOf(campaignId: CampaignId, limit: number): Promise<number>;
  /** Messages of a campaign whose fate is open in this moment. */
  countSending(campaignId: CampaignId): Promise<number>;
  /** Of these addresses (see `personKeys`), the ones that a live target anywhere has. */
  liveKeys(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Notes the account that WhatsApp named for a live target's number. `duplicate`: another live target, or an earlier one of
   * the same campaign, is about the same person; this one has left with `duplicate_contact` then.
   */
  identify(id: TargetId, account: Pick<Target, 'waPhone' | 'lid'>, at: Date): Promise<IdentifyOutcome>;
  /** Of these contacts, who was ever enrolled in the campaign. */
  enrolledContacts(campaignId: CampaignId, contactIds: readonly ContactId[]): Promise<ReadonlySet<ContactId>>;
  /** Who waits in one of these campaigns of an owner, those due first first. */
  dueFirst(ownerId: OwnerId, campaignIds: readonly CampaignId[], limit: number): Promise<readonly Target[]>;
  find(id: TargetId, scope: Scope): Promise<Target | null>;
  /** A page by id (newest first, or oldest first with sort `createdAt`); cost follows the page at any depth by cursor. */
  list(query: TargetQuery, page: PageRequest): Promise<PageOf<Target>>;
}
export const TARGET_STORE = Symbol('TargetStore');
