export { CampaignsSendingModule } from './campaigns-sending.module.ts';
export { IntegrityRecount } from './integrity/integrity-recount.ts';
export { IntegrityModule } from './integrity/integrity.module.ts';
export { DeliveryResultBuffer } from './results/delivery-result-buffer.ts';
export { CampaignScheduler } from './scheduler/campaign-scheduler.ts';
export { SendScheduler } from './scheduler/send-scheduler.ts';
export { SENDING_POLICY, type SendingPolicy, sendingPolicy } from './shared/sending.policy.ts';
