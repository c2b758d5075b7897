import { createHash } from 'node:crypto';
import { messageIdFrom, messageIdSeed, type Target } from '@relance/campaigns-domain';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The id of the message of a target's present day and attempt: it follows from the target alone. */
export const messageIdOf = ({ id, currentDay, attempt }: Pick<Target, 'id' | 'currentDay' | 'attempt'>): string =>
  messageIdFrom(sha256(messageIdSeed({ targetId: id, day: currentDay, attempt })));
