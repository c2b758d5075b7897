import { type CampaignAction, type CampaignStatus } from '@relance/campaigns-domain';
import { DomainError } from '@relance/kernel';

/** Not there, or not the asker's: the two are not told apart. */
export const notFound = (noun: 'campaign' | 'contact' | 'target' | 'template'): DomainError =>
  new DomainError('not_found', `${noun.toUpperCase()}_NOT_FOUND`, `There is no such ${noun}.`);

const pastTense: Partial<Record<string, string>> = {
  start: 'started',
  schedule: 'scheduled',
  unschedule: 'unscheduled',
  pause: 'paused',
  resume: 'resumed',
  cancel: 'cancelled',
  edit: 'changed',
  delete: 'deleted',
  clone: 'cloned',
  complete: 'completed',
};

/** 409 with what the campaign is now and what may be done with it. */
export function transitionRefused(refused: {
  readonly currentStatus: CampaignStatus;
  readonly event: string;
  readonly nextActions: readonly CampaignAction[];
}): DomainError {
  const { currentStatus, event, nextActions } = refused;
  const article = currentStatus === 'active' ? 'An' : 'A';
  return new DomainError(
    'conflict',
    'CAMPAIGN_TRANSITION_REFUSED',
    `${article} ${currentStatus} campaign cannot be ${pastTense[event] ?? event}.`,
    { currentStatus, nextActions },
  );
}
