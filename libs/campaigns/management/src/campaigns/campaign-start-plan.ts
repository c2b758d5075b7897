import { type Campaign, CAMPAIGN_STORE, type CampaignStore, ownerScoped } from '@relance/campaigns-domain';
import { type CampaignId, type Clock, documentId, DomainError, type OwnerId, problem } from '@relance/kernel';
import { PRODUCT_CLOCK, validationFailed } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { instantOf } from '../shared/field-rules.ts';

/** When a campaign is to start by itself: at a date, after another campaign, or both; neither for a draft. */
export type CampaignPlan = Pick<Campaign, 'scheduledStartDate' | 'runAfterCampaignId'>;

type Asked = { readonly scheduledStartDate?: string | null; readonly runAfterCampaignId?: string | null };

/** Clocks differ a little: a date this far back still counts as now. */
const PAST_ALLOWED_MS = 5 * 60_000;
/** A chain of waiting campaigns is never longer in earnest. */
const CHAIN_MAX = 100;

/** Reads and checks what a body says about the start. */
@Injectable()
export class CampaignStartPlan {
  constructor(
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
  ) {}

  /** The instant of a checked text; 400 when it is past. */
  startDate(text: string): Date {
    const date = instantOf(text);
    if (date && date.getTime() >= this.clock.now().getTime() - PAST_ALLOWED_MS) return date;
    throw validationFailed([{ field: 'scheduledStartDate', ...problem('IN_THE_PAST') }]);
  }

  /**
   * The plan after a body's changes to `current`. 400 for a past date or an unknown parent, 422 for a parent that has ended,
   * never ends, or waits for this campaign itself.
   */
  async read(
    ownerId: OwnerId,
    asked: Asked,
    current: CampaignPlan & { readonly id: CampaignId | null },
  ): Promise<CampaignPlan> {
    const { scheduledStartDate: date, runAfterCampaignId: parent } = asked;
    const scheduledStartDate = date ? this.startDate(date) : date === null ? null : current.scheduledStartDate;
    if (!parent) return { scheduledStartDate, runAfterCampaignId: parent === null ? null : current.runAfterCampaignId };
    const runAfterCampaignId = documentId<'CampaignId'>(parent);
    await this.assertCanFollow(ownerId, runAfterCampaignId, current.id);
    return { scheduledStartDate, runAfterCampaignId };
  }

  private async assertCanFollow(ownerId: OwnerId, parentId: CampaignId, id: CampaignId | null): Promise<void> {
    const parent = await this.campaigns.find(parentId, ownerScoped(ownerId));
    if (!parent)
      throw validationFailed([{ field: 'runAfterCampaignId', ...problem('NO_SUCH_THING', { what: 'campaign' }) }]);
    if (parent.type === 'default') throw unusable('PARENT_NEVER_ENDS', 'The default campaign never ends.');
    if (parent.status === 'completed' || parent.status === 'cancelled') {
      throw unusable('PARENT_ENDED', `The campaign to wait for is ${parent.status} already.`);
    }
    if (id !== null) await this.assertNoCycle(ownerId, parent, id);
  }

  private async assertNoCycle(ownerId: OwnerId, parent: Campaign, id: CampaignId): Promise<void> {
    let ancestor: Campaign | null = parent;
    for (let length = 0; ancestor && length < CHAIN_MAX; length += 1) {
      if (ancestor.id === id) throw unusable('CAMPAIGN_CYCLE', 'These campaigns would wait for each other.');
      const next: CampaignId | null = ancestor.runAfterCampaignId;
      ancestor = next && (await this.campaigns.find(next, ownerScoped(ownerId)));
    }
  }
}

const unusable = (code: string, message: string): DomainError =>
  new DomainError('unprocessable', code, message, [{ field: 'runAfterCampaignId', problem: message }]);

/** A campaign with a plan is scheduled, one without is a draft. */
export const statusOfPlan = (plan: CampaignPlan): 'scheduled' | 'draft' =>
  plan.scheduledStartDate || plan.runAfterCampaignId ? 'scheduled' : 'draft';
