import {
  CAMPAIGN_STORE,
  type CampaignStore,
  earliestSend,
  evaluateGates,
  type Scope,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type Clock, DomainError, type TargetId } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { gateFacts, GateFactsReader } from '@relance/campaigns-core';
import { type WhyNotView } from './target.view.ts';
import { whySentence } from './why.sentences.ts';

/** Answers "why not sent yet?" with the very gates that the engine asks. */
@Injectable()
export class ExplainTarget {
  constructor(
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly reader: GateFactsReader,
  ) {}

  /** 404 outside the scope. */
  async run(id: TargetId, scope: Scope, language: 'fr' | 'en'): Promise<WhyNotView> {
    const target = await this.targets.find(id, scope);
    const campaign = target && (await this.campaigns.find(target.campaignId, scope));
    if (!target || !campaign) throw new DomainError('not_found', 'TARGET_NOT_FOUND', 'There is no such target.');
    const now = this.clock.now();
    const [{ sender }, person] = await Promise.all([
      this.reader.ofSender(target.ownerId, now, null),
      this.reader.ofPerson(target),
    ]);
    const facts = gateFacts(sender, campaign, person);
    const verdicts = evaluateGates(facts, now);
    return {
      sendable: verdicts.every(({ open }) => open),
      earliestAt: earliestSend(facts, now)?.toISOString() ?? null,
      gates: verdicts.map(({ gate, open, code, until }) => ({
        gate,
        open,
        reason: whySentence(code, language),
        until: until?.toISOString() ?? null,
      })),
    };
  }
}
