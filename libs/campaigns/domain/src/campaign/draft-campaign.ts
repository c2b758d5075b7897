import { type OwnerId } from '@relance/kernel';
import { type NewCampaign } from '../ports/campaign-store.port.ts';

/** A filtered campaign for everybody, without start and history, but for what is given. */
export const draftCampaign = (
  ownerId: OwnerId,
  given: Pick<NewCampaign, 'name' | 'maxMessagesPerDay'> & Partial<NewCampaign>,
): NewCampaign => ({
  ownerId,
  description: null,
  type: 'filtered',
  status: 'draft',
  statusReason: null,
  targetFilter: {},
  audienceMode: 'frozen',
  stopOnReply: false,
  customMessages: [],
  scheduledStartDate: null,
  runAfterCampaignId: null,
  priority: 0,
  startedAt: null,
  pausedAt: null,
  completedAt: null,
  cancelledAt: null,
  ...given,
});
