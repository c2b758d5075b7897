import {
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignStore,
  earliestSend,
  evaluateGates,
  type GateFacts,
  type OwnerScope,
  type Target,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type Clock, DomainError, type OwnerId, type TargetId } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { gateFacts, GateFactsReader, type PersonFacts, type SenderFacts } from '@relance/campaigns-core';
import { MESSENGER, type Messenger, type SenderStanding } from '@relance/messaging';
import { type NextMessageView, type WhyNotView } from './target.view.ts';
import { whySentence } from './why.sentences.ts';

/** Answers "why not sent yet?" with the very gates that the engine asks. */
@Injectable()
export class ExplainTarget {
  constructor(
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(MESSENGER) private readonly messenger: Pick<Messenger, 'standings'>,
    private readonly reader: GateFactsReader,
  ) {}

  /** 404 outside the scope. */
  async run(id: TargetId, scope: OwnerScope, language: 'fr' | 'en'): Promise<WhyNotView> {
    const target = await this.targets.find(id, scope);
    const campaign = target && (await this.campaigns.find(target.campaignId, scope));
    if (!target || !campaign) throw new DomainError('not_found', 'TARGET_NOT_FOUND', 'There is no such target.');
    const now = this.clock.now();
    const [sender, person] = await Promise.all([this.ofSender(target.ownerId, now), this.reader.ofPerson(target)]);
    return explained(factsOf(sender, campaign, person), now, language);
  }

  /**
   * The owner's message that leaves next, with what holds it back; null when nobody waits in a running campaign. Who cannot get one
   * without somebody's doing is passed over, unless that is true of all who are due first.
   */
  async next(ownerId: OwnerId, language: 'fr' | 'en'): Promise<NextMessageView | null> {
    const now = this.clock.now();
    const sender = await this.ofSender(ownerId, now);
    const { active, isDefaultSuspended } = sender.facts;
    const running = active.filter(({ type }) => type === 'filtered' || !isDefaultSuspended);
    const byId = new Map(running.map((campaign) => [campaign.id, campaign]));
    const first = await this.targets.dueFirst(ownerId, [...byId.keys()], LOOKED_AT);
    const views = await Promise.all(
      first.flatMap((target) => {
        const campaign = byId.get(target.campaignId);
        return campaign ? [this.ofDue(target, campaign, sender, language)] : [];
      }),
    );
    const timed = views.filter(({ earliestAt }) => earliestAt !== null);
    timed.sort((a, b) => (a.earliestAt ?? '').localeCompare(b.earliestAt ?? ''));
    return timed[0] ?? views[0] ?? null;
  }

  /** The engine asks the process that holds the session; whoever explains may be another one. */
  private async ofSender(ownerId: OwnerId, now: Date): Promise<SeenSender> {
    const [{ sender: facts }, standings] = await Promise.all([
      this.reader.ofSender(ownerId, now, []),
      this.messenger.standings([ownerId]),
    ]);
    return { facts, standing: standings.get(ownerId) ?? null };
  }

  private async ofDue(
    target: Target,
    campaign: Campaign,
    sender: SeenSender,
    language: 'fr' | 'en',
  ): Promise<NextMessageView> {
    const facts = factsOf(sender, campaign, await this.reader.ofPerson(target));
    return { targetId: target.id, campaignId: campaign.id, ...explained(facts, this.clock.now(), language) };
  }
}

/** A sender as every process sees it, held here or not. */
type SeenSender = { readonly facts: SenderFacts; readonly standing: SenderStanding | null };

const factsOf = ({ facts, standing }: SeenSender, campaign: Campaign, person: PersonFacts): GateFacts => ({
  ...gateFacts(facts, campaign, person),
  sender: standing,
});

/** Of those due first, how many are asked about. */
const LOOKED_AT = 5;

/** Every gate in words, and when the message could leave. */
function explained(facts: GateFacts, now: Date, language: 'fr' | 'en'): WhyNotView {
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
