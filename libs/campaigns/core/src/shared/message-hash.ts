import { createHash } from 'node:crypto';
import { messageIdFrom } from '@relance/campaigns-domain';

/** SHA-256 of a text in UTF-8, as 64 hex digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The id of the message that confirms an opt-out: the same person is confirmed to once by each owner. */
export const optOutConfirmationId = (ownerId: string, phone: string): string =>
  messageIdFrom(sha256(`opt-out|${ownerId}|${phone}`));
