import {
  decideTarget,
  ownerScoped,
  type Scope,
  SENDING_STORE,
  type SendingStore,
  type Target,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type Clock, DomainError, type TargetId } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Audited, type By } from '../shared/audited.ts';
import { SendingSignals, notFound } from '@relance/campaigns-core';
import { TargetPresenter } from './target.presenter.ts';
import { type TargetView } from './target.view.ts';

/** Somebody else moved the target in between; after so many times it is a refusal. */
const TRIES = 3;

/**
 * A person's own decision that a message is to be tried again now. An uncertain one goes out under the id that it had: if it had
 * left after all, WhatsApp may show it twice, which the engine never risks by itself.
 */
@Injectable()
export class RetryTarget {
  constructor(
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly audited: Audited,
    private readonly presenter: TargetPresenter,
    private readonly signals: SendingSignals,
  ) {}

  /** 404 outside the scope; 409 when there is nothing to try again. Gates and pacing hold as for any message. */
  async run(id: TargetId, scope: Scope, by: By): Promise<TargetView> {
    const { before, after } = await this.move(id, scope);
    const { ownerId } = after;
    await this.audited.note(by, {
      action: 'target.retry',
      entity: { type: 'target', id, name: null },
      ownerId,
      before: { status: before.status, day: before.currentDay },
      after: { status: after.status, day: after.currentDay },
    });
    this.signals.wake(ownerId);
    const [view] = await this.presenter.views([after], ownerScoped(ownerId));
    if (!view) throw notFound('target');
    return view;
  }

  private async move(id: TargetId, scope: Scope): Promise<{ readonly before: Target; readonly after: Target }> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.targets.find(id, scope);
      if (!before) throw notFound('target');
      const now = this.clock.now();
      const after = decideTarget(before, { type: 'retry' }, now);
      if (!after || attempt > TRIES) throw nothingToRetry(before);
      const { missedTargets } = await this.store.apply(
        [{ target: { before, after }, delivery: null, refund: null }],
        now,
      );
      if (missedTargets.length === 0) return { before, after };
    }
  }
}

const nothingToRetry = ({ status }: Target): DomainError =>
  new DomainError('conflict', 'TARGET_NOT_RETRYABLE', 'No message of this target waits to be tried again.', {
    currentStatus: status,
    nextActions: [],
  });
